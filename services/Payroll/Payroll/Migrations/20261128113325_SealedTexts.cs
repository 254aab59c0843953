using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class SealedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_employee_mobile",
                table: "employee");

            migrationBuilder.Sql("ALTER TABLE post_change ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE pay_term ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE pay_claim_entry ALTER COLUMN waiver_reason TYPE bytea USING decode('00', 'hex') || convert_to(waiver_reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE leave ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE leave ALTER COLUMN ended_early_reason TYPE bytea USING decode('00', 'hex') || convert_to(ended_early_reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE leave ALTER COLUMN cancel_reason TYPE bytea USING decode('00', 'hex') || convert_to(cancel_reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE employment_correction ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE employee ALTER COLUMN same_name_reason TYPE bytea USING decode('00', 'hex') || convert_to(same_name_reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE employee ALTER COLUMN mobile TYPE bytea USING decode('00', 'hex') || convert_to(mobile, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN statement TYPE bytea USING decode('00', 'hex') || convert_to(statement, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN drop_reason TYPE bytea USING decode('00', 'hex') || convert_to(drop_reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN decision_reason TYPE bytea USING decode('00', 'hex') || convert_to(decision_reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN account TYPE bytea USING decode('00', 'hex') || convert_to(account, 'UTF8')");

            migrationBuilder.CreateTable(
                name: "subject_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_key", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_post_change_clear",
                table: "post_change",
                columns: new[] { "employee_id", "number" },
                filter: "get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_pay_term_clear",
                table: "pay_term",
                columns: new[] { "employee_id", "number" },
                filter: "get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_pay_claim_entry_clear",
                table: "pay_claim_entry",
                columns: new[] { "claim_id", "number" },
                filter: "get_byte(waiver_reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_leave_clear",
                table: "leave",
                column: "id",
                filter: "get_byte(cancel_reason, 0) = 0 OR get_byte(ended_early_reason, 0) = 0 OR get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_employment_correction_clear",
                table: "employment_correction",
                columns: new[] { "employee_id", "number" },
                filter: "get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_employee_clear",
                table: "employee",
                column: "id",
                filter: "get_byte(mobile, 0) = 0 OR get_byte(same_name_reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_employee_name",
                table: "employee",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_discipline_case_clear",
                table: "discipline_case",
                column: "id",
                filter: "get_byte(account, 0) = 0 OR get_byte(decision_reason, 0) = 0 OR get_byte(drop_reason, 0) = 0 OR get_byte(statement, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_subject_key_subject_id",
                table: "subject_key",
                column: "subject_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "subject_key");

            migrationBuilder.DropIndex(
                name: "ix_post_change_clear",
                table: "post_change");

            migrationBuilder.DropIndex(
                name: "ix_pay_term_clear",
                table: "pay_term");

            migrationBuilder.DropIndex(
                name: "ix_pay_claim_entry_clear",
                table: "pay_claim_entry");

            migrationBuilder.DropIndex(
                name: "ix_leave_clear",
                table: "leave");

            migrationBuilder.DropIndex(
                name: "ix_employment_correction_clear",
                table: "employment_correction");

            migrationBuilder.DropIndex(
                name: "ix_employee_clear",
                table: "employee");

            migrationBuilder.DropIndex(
                name: "ix_employee_name",
                table: "employee");

            migrationBuilder.DropIndex(
                name: "ix_discipline_case_clear",
                table: "discipline_case");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON post_change");
            migrationBuilder.Sql("ALTER TABLE post_change ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON pay_term");
            migrationBuilder.Sql("ALTER TABLE pay_term ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_waiver_reason ON pay_claim_entry");
            migrationBuilder.Sql("ALTER TABLE pay_claim_entry ALTER COLUMN waiver_reason TYPE text USING convert_from(substring(waiver_reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON leave");
            migrationBuilder.Sql("ALTER TABLE leave ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_ended_early_reason ON leave");
            migrationBuilder.Sql("ALTER TABLE leave ALTER COLUMN ended_early_reason TYPE text USING convert_from(substring(ended_early_reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_cancel_reason ON leave");
            migrationBuilder.Sql("ALTER TABLE leave ALTER COLUMN cancel_reason TYPE text USING convert_from(substring(cancel_reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON employment_correction");
            migrationBuilder.Sql("ALTER TABLE employment_correction ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_same_name_reason ON employee");
            migrationBuilder.Sql("ALTER TABLE employee ALTER COLUMN same_name_reason TYPE text USING convert_from(substring(same_name_reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_mobile ON employee");
            migrationBuilder.Sql("ALTER TABLE employee ALTER COLUMN mobile TYPE text USING convert_from(substring(mobile FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_statement ON discipline_case");
            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN statement TYPE text USING convert_from(substring(statement FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_drop_reason ON discipline_case");
            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN drop_reason TYPE text USING convert_from(substring(drop_reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_decision_reason ON discipline_case");
            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN decision_reason TYPE text USING convert_from(substring(decision_reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_account ON discipline_case");
            migrationBuilder.Sql("ALTER TABLE discipline_case ALTER COLUMN account TYPE text USING convert_from(substring(account FROM 2), 'UTF8')");

            migrationBuilder.CreateIndex(
                name: "ix_employee_mobile",
                table: "employee",
                column: "mobile");
        }
    }
}
