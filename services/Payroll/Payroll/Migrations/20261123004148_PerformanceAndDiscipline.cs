using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class PerformanceAndDiscipline : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accompanied_visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    counted = table.Column<bool>(type: "boolean", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_high_difficulty = table.Column<bool>(type: "boolean", nullable: true),
                    ended_message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fee_amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    fee_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    fee_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    fee_message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reported_message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reported_on_time = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accompanied_visit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "complaint_note",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    standing = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_upheld = table.Column<bool>(type: "boolean", nullable: true),
                    closed_version = table.Column<int>(type: "integer", nullable: true),
                    filed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    filed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    filed_version = table.Column<int>(type: "integer", nullable: true),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    found_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    found_cause_code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    found_loss = table.Column<bool>(type: "boolean", nullable: true),
                    found_message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    found_responsible_id = table.Column<Guid>(type: "uuid", nullable: true),
                    found_severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    found_version = table.Column<int>(type: "integer", nullable: true),
                    overturned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    overturned_message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    overturned_reason_code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    overturned_version = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_note", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "discipline_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause_message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_escort = table.Column<bool>(type: "boolean", nullable: false),
                    rule_code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    loss = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    account = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    statement = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    heard_by = table.Column<Guid>(type: "uuid", nullable: true),
                    heard_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    decision_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    topic_code = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    executed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    effective_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    training_due_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    resit_passed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    drop_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    drop_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    dropped_by = table.Column<Guid>(type: "uuid", nullable: true),
                    dropped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_discipline_case", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "earned",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<decimal>(type: "numeric(14,4)", precision: 14, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    source_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause_message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_earned", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "performance_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<decimal>(type: "numeric(14,4)", precision: 14, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    source_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause_message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reverses_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_performance_entry", x => x.id);
                    table.ForeignKey(
                        name: "fk_performance_entry_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "performance_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "referral",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    engagement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    converted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    credited = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referral", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "complaint_mark",
                columns: table => new
                {
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_mark", x => new { x.complaint_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_complaint_mark_complaint_id",
                        column: x => x.complaint_id,
                        principalTable: "complaint_note",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accompanied_visit_held",
                table: "accompanied_visit",
                column: "branch_id",
                filter: "NOT counted");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_note_open",
                table: "complaint_note",
                column: "branch_id",
                filter: "standing = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_discipline_case_branch_id_state",
                table: "discipline_case",
                columns: new[] { "branch_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_discipline_case_complaint_id",
                table: "discipline_case",
                column: "complaint_id");

            migrationBuilder.CreateIndex(
                name: "ux_discipline_case_of_source",
                table: "discipline_case",
                columns: new[] { "person_id", "source", "source_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_earned_branch_id",
                table: "earned",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ux_earned_counts_once",
                table: "earned",
                columns: new[] { "source_id", "person_id", "kind" },
                unique: true,
                filter: "reverses_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_earned_reversed_once",
                table: "earned",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_performance_entry_branch_id_day",
                table: "performance_entry",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_performance_entry_person_id_day",
                table: "performance_entry",
                columns: new[] { "person_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ux_performance_entry_counts_once",
                table: "performance_entry",
                columns: new[] { "source_id", "person_id", "kind" },
                unique: true,
                filter: "reverses_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_performance_entry_reversed_once",
                table: "performance_entry",
                column: "reverses_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_referral_engagement_id",
                table: "referral",
                column: "engagement_id");

            migrationBuilder.CreateIndex(
                name: "ix_referral_held",
                table: "referral",
                column: "branch_id",
                filter: "NOT credited");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accompanied_visit");

            migrationBuilder.DropTable(
                name: "complaint_mark");

            migrationBuilder.DropTable(
                name: "discipline_case");

            migrationBuilder.DropTable(
                name: "earned");

            migrationBuilder.DropTable(
                name: "performance_entry");

            migrationBuilder.DropTable(
                name: "referral");

            migrationBuilder.DropTable(
                name: "complaint_note");
        }
    }
}
