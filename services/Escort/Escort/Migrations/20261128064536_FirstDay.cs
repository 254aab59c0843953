using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Escort.Migrations
{
    /// <inheritdoc />
    public partial class FirstDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "first_day",
                table: "escort_profile",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "hired_version",
                table: "escort_profile",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "first_day",
                table: "escort_profile");

            migrationBuilder.DropColumn(
                name: "hired_version",
                table: "escort_profile");
        }
    }
}
