using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class WaivedClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "pay_run_id",
                table: "pay_claim_entry",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "waived_by",
                table: "pay_claim_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "waiver_reason",
                table: "pay_claim_entry",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_pay_claim_entry_of_run_or_waiver",
                table: "pay_claim_entry",
                sql: "(waived_by IS NULL AND waiver_reason IS NULL AND pay_run_id IS NOT NULL) OR (waived_by IS NOT NULL AND waiver_reason IS NOT NULL AND pay_run_id IS NULL AND open = 0)");

            // Leaves that begin after a departure of before are cancelled by the service itself, so that everybody hears of it.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO due (id, kind, subject_id, branch_id, rung, due_at)
                  SELECT gen_random_uuid(), 'leaves-after-departure', employee.id, employee.branch_id, 1, latest.ends_at
                  FROM employee
                    JOIN LATERAL (SELECT departure.ends_at FROM departure WHERE departure.employee_id = employee.id
                      ORDER BY departure.number DESC LIMIT 1) AS latest ON true
                  WHERE employee.last_day IS NOT NULL AND employee.hire_withdrawn_at IS NULL
                    AND EXISTS (SELECT FROM leave WHERE leave.person_id = employee.id AND leave.cancelled_at IS NULL
                      AND leave.starts_at >= latest.ends_at);
                SELECT set_config('clinic.group', '', true);
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_pay_claim_entry_of_run_or_waiver",
                table: "pay_claim_entry");

            migrationBuilder.DropColumn(
                name: "waived_by",
                table: "pay_claim_entry");

            migrationBuilder.DropColumn(
                name: "waiver_reason",
                table: "pay_claim_entry");

            migrationBuilder.AlterColumn<Guid>(
                name: "pay_run_id",
                table: "pay_claim_entry",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
