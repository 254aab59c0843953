using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class PayRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "grade_line");

            migrationBuilder.DropTable(
                name: "pay_input");

            migrationBuilder.DropTable(
                name: "payslip_line");

            migrationBuilder.DropTable(
                name: "performance_entry");

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
