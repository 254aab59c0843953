using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Feedback.Migrations
{
    /// <inheritdoc />
    public partial class WhatStandsIsTrue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "improvement_action_once",
                table: "improvement_action");

            migrationBuilder.DropPrimaryKey(
                name: "pk_complaint_notice",
                table: "complaint_notice");

            migrationBuilder.RenameColumn(
                name: "hired_version",
                table: "staff_member",
                newName: "presence_version");

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "survey_invitation",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "survey_invitation",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "leaves_at",
                table: "staff_member",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "never_hired",
                table: "staff_member",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "post_version",
                table: "staff_member",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "due_at",
                table: "improvement_action",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "complaint_notice",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "fault",
                table: "complaint",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "responsible_department_id",
                table: "complaint",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_complaint_notice",
                table: "complaint_notice",
                columns: new[] { "complaint_id", "round", "kind", "rung" });

            migrationBuilder.CreateTable(
                name: "branch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_branch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "client_wish",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    may_be_contacted = table.Column<bool>(type: "boolean", nullable: false),
                    said_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_wish", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "complaint_round",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    began_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    first_response_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    first_responded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resolution_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    result_told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_round", x => x.id);
                    table.ForeignKey(
                        name: "fk_complaint_round_complaint_id",
                        column: x => x.complaint_id,
                        principalTable: "complaint",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "voided_visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_voided_visit", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "improvement_action_once",
                table: "improvement_action",
                columns: new[] { "source_id", "responsible_id" },
                unique: true,
                filter: "state <> 'Cancelled' AND kind = 'Training'");

            migrationBuilder.CreateIndex(
                name: "complaint_round_once",
                table: "complaint_round",
                columns: new[] { "complaint_id", "number" },
                unique: true);

            // Each complaint has the round it is in, under its own id, so that its deadlines are the round's. The owner sees every branch.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO complaint_round (id, complaint_id, branch_id, number, began_at, ended_at, first_response_due_at,
                    first_responded_at, resolution_due_at, result_told_at)
                  SELECT id, id, branch_id, rounds, filed_at, coalesce(ended_at, closed_at), first_response_due_at, first_responded_at,
                    resolution_due_at, result_told_at FROM complaint;
                UPDATE complaint_notice SET round = complaint.rounds FROM complaint
                  WHERE complaint.id = complaint_notice.complaint_id AND complaint_notice.kind <> 'Report';
                UPDATE complaint SET fault = CASE WHEN responsible_id IS NULL THEN 'Nobody' ELSE 'Person' END WHERE cause IS NOT NULL;
                UPDATE staff_member SET post_version = presence_version;
                """);

            migrationBuilder.DropColumn(
                name: "first_responded_at",
                table: "complaint");

            migrationBuilder.DropColumn(
                name: "first_response_due_at",
                table: "complaint");

            migrationBuilder.DropColumn(
                name: "resolution_due_at",
                table: "complaint");

            migrationBuilder.DropColumn(
                name: "result_told_at",
                table: "complaint");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "branch");

            migrationBuilder.DropTable(
                name: "client_wish");

            migrationBuilder.DropTable(
                name: "complaint_round");

            migrationBuilder.DropTable(
                name: "voided_visit");

            migrationBuilder.DropIndex(
                name: "improvement_action_once",
                table: "improvement_action");

            migrationBuilder.DropPrimaryKey(
                name: "pk_complaint_notice",
                table: "complaint_notice");

            migrationBuilder.DropColumn(
                name: "state",
                table: "survey_invitation");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "survey_invitation");

            migrationBuilder.DropColumn(
                name: "leaves_at",
                table: "staff_member");

            migrationBuilder.DropColumn(
                name: "never_hired",
                table: "staff_member");

            migrationBuilder.DropColumn(
                name: "post_version",
                table: "staff_member");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "improvement_action");

            migrationBuilder.DropColumn(
                name: "round",
                table: "complaint_notice");

            migrationBuilder.DropColumn(
                name: "fault",
                table: "complaint");

            migrationBuilder.DropColumn(
                name: "responsible_department_id",
                table: "complaint");

            migrationBuilder.RenameColumn(
                name: "presence_version",
                table: "staff_member",
                newName: "hired_version");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_responded_at",
                table: "complaint",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_response_due_at",
                table: "complaint",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "resolution_due_at",
                table: "complaint",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "result_told_at",
                table: "complaint",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_complaint_notice",
                table: "complaint_notice",
                columns: new[] { "complaint_id", "kind", "rung" });

            migrationBuilder.CreateIndex(
                name: "improvement_action_once",
                table: "improvement_action",
                columns: new[] { "source_id", "responsible_id" },
                unique: true,
                filter: "state <> 'Cancelled'");
        }
    }
}
