using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <inheritdoc />
    public partial class SeenByPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_pay_claim_entry_clear",
                table: "pay_claim_entry");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pay_claim_entry_of_run_or_waiver",
                table: "pay_claim_entry");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pay_claim_entry_settles",
                table: "pay_claim_entry");

            migrationBuilder.DropIndex(
                name: "ix_audit_record_id_at",
                table: "audit");

            migrationBuilder.AddColumn<Guid>(
                name: "decision_id",
                table: "pay_claim_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "withdrawal_reason",
                table: "pay_claim_entry",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "withdrawn_by",
                table: "pay_claim_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "latin_name",
                table: "employee",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "latin_name_at_hire",
                table: "employee",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_at_hire",
                table: "employee",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "known_name",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    latin_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    post_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_name", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "name_change",
                columns: table => new
                {
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    old_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    old_latin_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    new_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    new_latin_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_name_change", x => new { x.employee_id, x.number });
                    table.ForeignKey(
                        name: "fk_name_change_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "work_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<Guid>(type: "uuid", nullable: true),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    except_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false, defaultValueSql: "'{}'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_item", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_pay_claim_entry_clear",
                table: "pay_claim_entry",
                columns: new[] { "claim_id", "number" },
                filter: "get_byte(waiver_reason, 0) = 0 OR get_byte(withdrawal_reason, 0) = 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pay_claim_entry_of_run_or_waiver",
                table: "pay_claim_entry",
                sql: "(waived_by IS NULL) = (waiver_reason IS NULL) AND (withdrawn_by IS NULL) = (withdrawal_reason IS NULL) AND num_nonnulls(pay_run_id, waived_by, withdrawn_by) = 1 AND (waived_by IS NULL OR open = 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pay_claim_entry_settles",
                table: "pay_claim_entry",
                sql: "(withdrawn_by IS NULL AND settled_amount > 0 AND open >= 0) OR (withdrawn_by IS NOT NULL AND settled_amount < 0 AND open = -settled_amount)");

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_id",
                table: "audit",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_record_id_id",
                table: "audit",
                columns: new[] { "record_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_known_name_kept_at",
                table: "known_name",
                column: "kept_at");

            migrationBuilder.CreateIndex(
                name: "ix_name_change_clear",
                table: "name_change",
                columns: new[] { "employee_id", "number" },
                filter: "get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_work_item_branch_id_kind",
                table: "work_item",
                columns: new[] { "branch_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_work_item_person_id",
                table: "work_item",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_work_item_open",
                table: "work_item",
                columns: new[] { "subject_id", "kind", "detail", "person_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO known_name (id, name, post_code, version, kept_at)
                SELECT id, name, post, facts_said, now() FROM employee
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "known_name");

            migrationBuilder.DropTable(
                name: "name_change");

            migrationBuilder.DropTable(
                name: "work_item");

            migrationBuilder.DropIndex(
                name: "ix_pay_claim_entry_clear",
                table: "pay_claim_entry");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pay_claim_entry_of_run_or_waiver",
                table: "pay_claim_entry");

            migrationBuilder.DropCheckConstraint(
                name: "ck_pay_claim_entry_settles",
                table: "pay_claim_entry");

            migrationBuilder.DropIndex(
                name: "ix_audit_actor_id",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_record_id_id",
                table: "audit");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_withdrawal_reason ON pay_claim_entry");

            migrationBuilder.DropColumn(
                name: "decision_id",
                table: "pay_claim_entry");

            migrationBuilder.DropColumn(
                name: "withdrawal_reason",
                table: "pay_claim_entry");

            migrationBuilder.DropColumn(
                name: "withdrawn_by",
                table: "pay_claim_entry");

            migrationBuilder.DropColumn(
                name: "latin_name",
                table: "employee");

            migrationBuilder.DropColumn(
                name: "latin_name_at_hire",
                table: "employee");

            migrationBuilder.DropColumn(
                name: "name_at_hire",
                table: "employee");

            migrationBuilder.CreateIndex(
                name: "ix_pay_claim_entry_clear",
                table: "pay_claim_entry",
                columns: new[] { "claim_id", "number" },
                filter: "get_byte(waiver_reason, 0) = 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pay_claim_entry_of_run_or_waiver",
                table: "pay_claim_entry",
                sql: "(waived_by IS NULL AND waiver_reason IS NULL AND pay_run_id IS NOT NULL) OR (waived_by IS NOT NULL AND waiver_reason IS NOT NULL AND pay_run_id IS NULL AND open = 0)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_pay_claim_entry_settles",
                table: "pay_claim_entry",
                sql: "settled_amount > 0 AND open >= 0");

            migrationBuilder.CreateIndex(
                name: "ix_audit_record_id_at",
                table: "audit",
                columns: new[] { "record_id", "at" });
        }
    }
}
