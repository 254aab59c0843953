using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Escort.Migrations
{
    /// <inheritdoc />
    public partial class MergedClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "merge_version",
                table: "known_client",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "known_client",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_known_client_merged_into",
                table: "known_client",
                column: "merged_into",
                filter: "merged_into IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_known_client_merged_into",
                table: "known_client");

            migrationBuilder.DropColumn(
                name: "merge_version",
                table: "known_client");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "known_client");
        }
    }
}
