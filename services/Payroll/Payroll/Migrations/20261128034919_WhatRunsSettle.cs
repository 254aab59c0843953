using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class WhatRunsSettle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "position",
                table: "pay_lock",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "after_locks",
                table: "pay_calculation",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "pay_claim",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    amount_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pay_claim", x => x.id);
                    table.CheckConstraint("ck_pay_claim_is_owed", "amount > 0");
                    table.ForeignKey(
                        name: "fk_pay_claim_id",
                        column: x => x.id,
                        principalTable: "payslip",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pay_claim_entry",
                columns: table => new
                {
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pay_run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    open = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    settled_amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    settled_currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pay_claim_entry", x => new { x.claim_id, x.number });
                    table.CheckConstraint("ck_pay_claim_entry_settles", "settled_amount > 0 AND open >= 0");
                    table.ForeignKey(
                        name: "fk_pay_claim_entry_claim_id",
                        column: x => x.claim_id,
                        principalTable: "pay_claim",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pay_claim_entry_pay_run_id",
                        column: x => x.pay_run_id,
                        principalTable: "pay_lock",
                        principalColumn: "pay_run_id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Rows of an earlier build, which forced row-level security hides from the owner too. Locks are numbered as they were locked; what
            // was not locked is outdated. A payslip below zero stays, and is a claim. The terms that were paid count as taken in, under the
            // ids that TermsSource makes.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                UPDATE pay_lock SET position = numbered.position FROM (
                    SELECT pay_run_id, row_number() OVER (PARTITION BY branch_id ORDER BY at, pay_run_id) AS position FROM pay_lock
                  ) AS numbered WHERE numbered.pay_run_id = pay_lock.pay_run_id;
                UPDATE pay_calculation SET after_locks = coalesce((
                    SELECT done.position - 1 FROM pay_lock AS done
                    WHERE done.pay_run_id = pay_calculation.pay_run_id AND done.number = pay_calculation.number
                  ), -1);
                INSERT INTO pay_claim (id, branch_id, person_id, pay_run_id, month, amount, amount_currency, at)
                  SELECT slip.id, slip.branch_id, slip.person_id, slip.pay_run_id, run.month, -slip.net_amount, slip.net_currency, done.at
                  FROM payslip AS slip
                    JOIN pay_lock AS done ON (done.pay_run_id, done.number) = (slip.pay_run_id, slip.number)
                    JOIN pay_run AS run ON run.id = slip.pay_run_id
                  WHERE slip.net_amount < 0;
                INSERT INTO pay_input (input_id, pay_run_id, branch_id)
                  SELECT substr(encode(sha256(convert_to(term.employee_id || ' PayTerm ' || term.number, 'UTF8')), 'hex'), 1, 32)::uuid,
                    paid.pay_run_id, term.branch_id
                  FROM pay_term AS term CROSS JOIN LATERAL (
                    SELECT done.pay_run_id FROM pay_lock AS done
                      JOIN pay_calculation AS made ON (made.pay_run_id, made.number) = (done.pay_run_id, done.number)
                      JOIN pay_run AS run ON run.id = done.pay_run_id
                    WHERE done.branch_id = term.branch_id AND made.at >= term.at AND run.month + interval '1 month' > term."from"
                    ORDER BY done.position LIMIT 1
                  ) AS paid;
                """);

            migrationBuilder.CreateIndex(
                name: "ux_pay_lock_in_order",
                table: "pay_lock",
                columns: new[] { "branch_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pay_claim_branch_id_month",
                table: "pay_claim",
                columns: new[] { "branch_id", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_pay_claim_person_id",
                table: "pay_claim",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_pay_claim_entry_pay_run_id",
                table: "pay_claim_entry",
                column: "pay_run_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pay_claim_entry");

            migrationBuilder.DropTable(
                name: "pay_claim");

            migrationBuilder.DropIndex(
                name: "ux_pay_lock_in_order",
                table: "pay_lock");

            migrationBuilder.DropColumn(
                name: "position",
                table: "pay_lock");

            migrationBuilder.DropColumn(
                name: "after_locks",
                table: "pay_calculation");
        }
    }
}
