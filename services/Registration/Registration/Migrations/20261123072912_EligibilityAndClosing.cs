using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class EligibilityAndClosing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "certified_until",
                table: "staff_member",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "record_closing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    late = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_closing", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_started_page_branch_id_day",
                table: "started_page",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_record_closing_branch_id_day",
                table: "record_closing",
                columns: new[] { "branch_id", "day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "record_closing");

            migrationBuilder.DropIndex(
                name: "ix_started_page_branch_id_day",
                table: "started_page");

            migrationBuilder.DropColumn(
                name: "certified_until",
                table: "staff_member");
        }
    }
}
