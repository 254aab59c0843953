using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Escort.Migrations
{
    /// <inheritdoc />
    public partial class LostAppointments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lost_at",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "lost_because",
                table: "appointment",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "missed_at",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "lost_at",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "lost_because",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "missed_at",
                table: "appointment");
        }
    }
}
