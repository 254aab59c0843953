using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class WhatWaitedBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE waiting_care ALTER COLUMN note TYPE bytea USING decode('00', 'hex') || convert_to(note, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE chart_error ALTER COLUMN finding TYPE bytea USING decode('00', 'hex') || convert_to(finding, 'UTF8')");

            migrationBuilder.CreateTable(
                name: "work_round",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    after = table.Column<Guid>(type: "uuid", nullable: false),
                    passes = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_round", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_waiting_care_clear",
                table: "waiting_care",
                column: "id",
                filter: "get_byte(note, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_chart_error_clear",
                table: "chart_error",
                column: "id",
                filter: "get_byte(finding, 0) = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work_round");

            migrationBuilder.DropIndex(
                name: "ix_waiting_care_clear",
                table: "waiting_care");

            migrationBuilder.DropIndex(
                name: "ix_chart_error_clear",
                table: "chart_error");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_note ON waiting_care");
            migrationBuilder.Sql("ALTER TABLE waiting_care ALTER COLUMN note TYPE text USING convert_from(substring(note FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_finding ON chart_error");
            migrationBuilder.Sql("ALTER TABLE chart_error ALTER COLUMN finding TYPE text USING convert_from(substring(finding FROM 2), 'UTF8')");
        }
    }
}
