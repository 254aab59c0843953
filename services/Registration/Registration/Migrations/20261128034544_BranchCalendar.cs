using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class BranchCalendar : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "outside_hours_because",
                table: "appointment_step",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "any_hour",
                table: "appointment",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "branch_calendar",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    week = table.Column<string>(type: "jsonb", nullable: false),
                    closed_days = table.Column<string>(type: "jsonb", nullable: false),
                    make_up_days = table.Column<string>(type: "jsonb", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_branch_calendar", x => new { x.branch_id, x.version });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "branch_calendar");

            migrationBuilder.DropColumn(
                name: "outside_hours_because",
                table: "appointment_step");

            migrationBuilder.DropColumn(
                name: "any_hour",
                table: "appointment");
        }
    }
}
