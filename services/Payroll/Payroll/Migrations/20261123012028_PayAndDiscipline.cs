using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class PayAndDiscipline : Migration
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
                name: "grade_line",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grade = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    experience_years = table.Column<int>(type: "integer", nullable: false),
                    education = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    base_pay_amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    base_pay_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    performance_amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    performance_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grade_line", x => new { x.branch_id, x.grade, x.number });
                });

            migrationBuilder.CreateTable(
                name: "pay_run",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pay_run", x => x.id);
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

            migrationBuilder.CreateTable(
                name: "pay_calculation",
                columns: table => new
                {
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    calculated_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    month_was_over = table.Column<bool>(type: "boolean", nullable: false),
                    measures = table.Column<string>(type: "jsonb", nullable: false),
                    inputs = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payslips = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pay_calculation", x => new { x.pay_run_id, x.number });
                    table.ForeignKey(
                        name: "fk_pay_calculation_pay_run_id",
                        column: x => x.pay_run_id,
                        principalTable: "pay_run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pay_lock",
                columns: table => new
                {
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    locked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pay_lock", x => x.pay_run_id);
                    table.ForeignKey(
                        name: "fk_pay_lock_pay_run_id_number",
                        columns: x => new { x.pay_run_id, x.number },
                        principalTable: "pay_calculation",
                        principalColumns: new[] { "pay_run_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payslip",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    terms = table.Column<string>(type: "jsonb", nullable: false),
                    net_amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    net_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payslip", x => x.id);
                    table.ForeignKey(
                        name: "fk_payslip_pay_run_id_number",
                        columns: x => new { x.pay_run_id, x.number },
                        principalTable: "pay_calculation",
                        principalColumns: new[] { "pay_run_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_payslip_person_id",
                        column: x => x.person_id,
                        principalTable: "employee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pay_input",
                columns: table => new
                {
                    input_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pay_input", x => x.input_id);
                    table.ForeignKey(
                        name: "fk_pay_input_pay_run_id",
                        column: x => x.pay_run_id,
                        principalTable: "pay_lock",
                        principalColumn: "pay_run_id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payslip_line",
                columns: table => new
                {
                    payslip_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    of = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    for_month = table.Column<DateOnly>(type: "date", nullable: false),
                    sources = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    figures = table.Column<string>(type: "jsonb", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payslip_line", x => new { x.payslip_id, x.position });
                    table.ForeignKey(
                        name: "fk_payslip_line_payslip_id",
                        column: x => x.payslip_id,
                        principalTable: "payslip",
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
                name: "ix_pay_input_pay_run_id",
                table: "pay_input",
                column: "pay_run_id");

            migrationBuilder.CreateIndex(
                name: "ix_pay_lock_pay_run_id_number",
                table: "pay_lock",
                columns: new[] { "pay_run_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ux_pay_run_one_per_month",
                table: "pay_run",
                columns: new[] { "branch_id", "month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payslip_person_id",
                table: "payslip",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_payslip_one_per_person",
                table: "payslip",
                columns: new[] { "pay_run_id", "number", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_payslip_line_pay_run_id_number",
                table: "payslip_line",
                columns: new[] { "pay_run_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_payslip_line_person_id_for_month",
                table: "payslip_line",
                columns: new[] { "person_id", "for_month" });

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
                name: "grade_line");

            migrationBuilder.DropTable(
                name: "pay_input");

            migrationBuilder.DropTable(
                name: "payslip_line");

            migrationBuilder.DropTable(
                name: "performance_entry");

            migrationBuilder.DropTable(
                name: "referral");

            migrationBuilder.DropTable(
                name: "complaint_note");

            migrationBuilder.DropTable(
                name: "pay_lock");

            migrationBuilder.DropTable(
                name: "payslip");

            migrationBuilder.DropTable(
                name: "pay_calculation");

            migrationBuilder.DropTable(
                name: "pay_run");
        }
    }
}
