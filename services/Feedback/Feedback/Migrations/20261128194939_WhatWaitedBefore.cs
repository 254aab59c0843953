using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Feedback.Migrations
{
    /// <inheritdoc />
    public partial class WhatWaitedBefore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "answered_at",
                table: "patient_issue",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "case_id",
                table: "patient_issue",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "patient_issue",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "patient_issue",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "patient_issue",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Recorded");

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "patient_issue",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.CreateTable(
                name: "issue_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_issue_step_issue_id",
                        column: x => x.issue_id,
                        principalTable: "patient_issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "ix_patient_issue_owner_id",
                table: "patient_issue",
                column: "owner_id",
                filter: "owner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_issue_step_clear",
                table: "issue_step",
                column: "id",
                filter: "get_byte(content, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_issue_step_issue_id",
                table: "issue_step",
                column: "issue_id");

            // Every issue has its first step, in words that are sealed once the service runs; and nobody is asked about what is long past.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO issue_step (id, issue_id, branch_id, kind, content, taken_at)
                  SELECT gen_random_uuid(), id, branch_id, 'Recorded', decode('00', 'hex')
                    || convert_to(format('{"source":"%s","sourceId":"%s"}', source, source_id), 'UTF8'), recorded_at
                  FROM patient_issue;
                UPDATE patient_issue SET state = 'Closed', closed_at = now() WHERE recorded_at < now() - interval '30 days';
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "issue_step");

            migrationBuilder.DropTable(
                name: "work_round");

            migrationBuilder.DropIndex(
                name: "ix_patient_issue_owner_id",
                table: "patient_issue");

            migrationBuilder.DropColumn(
                name: "answered_at",
                table: "patient_issue");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "patient_issue");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "patient_issue");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "patient_issue");

            migrationBuilder.DropColumn(
                name: "state",
                table: "patient_issue");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "patient_issue");
        }
    }
}
