using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Gateway.Migrations
{
    /// <inheritdoc />
    public partial class StepsOfEmployment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "day",
                table: "post_held",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "step",
                table: "post_held",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            // What was heard so far: no post is a departure, the first post and one after a departure is a hiring.
            migrationBuilder.Sql(
                """
                UPDATE post_held SET step = CASE
                  WHEN post_held.post IS NULL THEN 'Left'
                  WHEN (
                    SELECT earlier.post FROM post_held AS earlier
                    WHERE earlier.employee_id = post_held.employee_id AND earlier.version < post_held.version
                    ORDER BY earlier.version DESC LIMIT 1) IS NULL THEN 'Hired'
                  ELSE 'Adjusted' END;
                """);

            migrationBuilder.AlterColumn<string>(
                name: "step",
                table: "post_held",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40,
                oldNullable: true);

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "known_branch",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "day",
                table: "post_held");

            migrationBuilder.DropColumn(
                name: "step",
                table: "post_held");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "known_branch");
        }
    }
}
