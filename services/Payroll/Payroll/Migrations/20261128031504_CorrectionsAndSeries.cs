using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Payroll.Migrations
{
    /// <summary>
    /// Departures as records of their own, corrections of departures, hirings and leaves, what a source counts again, and changed verdicts.
    /// </summary>
    public partial class CorrectionsAndSeries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_performance_entry_counts_once",
                table: "performance_entry");

            migrationBuilder.DropIndex(
                name: "ux_earned_counts_once",
                table: "earned");

            migrationBuilder.DropIndex(
                name: "ux_discipline_case_of_source",
                table: "discipline_case");

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "performance_entry",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "cancelled_by_number",
                table: "leave",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_early_at",
                table: "leave",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ended_early_by",
                table: "leave",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_early_reason",
                table: "leave",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "stands_for_id",
                table: "leave",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ends_at",
                table: "employee",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "hire_withdrawn_at",
                table: "employee",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "same_name_reason",
                table: "employee",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "earned",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid[]>(
                name: "assessment_ids",
                table: "discipline_case",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "resit_failed_at",
                table: "discipline_case",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "discipline_case",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "reopened_at",
                table: "complaint_note",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reopened_round",
                table: "complaint_note",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reopened_version",
                table: "complaint_note",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ended_minutes_late",
                table: "accompanied_visit",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assessment_change",
                columns: table => new
                {
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_failure = table.Column<bool>(type: "boolean", nullable: false),
                    reason_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_change", x => new { x.assessment_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "departure",
                columns: table => new
                {
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    last_day = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_departure", x => new { x.employee_id, x.number });
                    table.ForeignKey(
                        name: "fk_departure_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "employment_correction",
                columns: table => new
                {
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    of = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    corrects = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_employment_correction", x => new { x.employee_id, x.number });
                    table.ForeignKey(
                        name: "fk_employment_correction_employee_id",
                        column: x => x.employee_id,
                        principalTable: "employee",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_performance_entry_counts_once",
                table: "performance_entry",
                columns: new[] { "source_id", "person_id", "kind", "round" },
                unique: true,
                filter: "reverses_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_leave_stands_for_once",
                table: "leave",
                column: "stands_for_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_employee_mobile",
                table: "employee",
                column: "mobile");

            migrationBuilder.CreateIndex(
                name: "ux_earned_counts_once",
                table: "earned",
                columns: new[] { "source_id", "person_id", "kind", "round" },
                unique: true,
                filter: "reverses_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_discipline_case_of_source",
                table: "discipline_case",
                columns: new[] { "person_id", "source", "source_id", "round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assessment_change_person_id",
                table: "assessment_change",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_employment_correction_corrects_once",
                table: "employment_correction",
                columns: new[] { "employee_id", "corrects" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_leave_stands_for_id",
                table: "leave",
                column: "stands_for_id",
                principalTable: "leave",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // The days after an early return are free for another leave.
            migrationBuilder.Sql(
                """
                ALTER TABLE leave DROP CONSTRAINT leave_one_at_a_time;
                ALTER TABLE leave ADD CONSTRAINT leave_one_at_a_time
                  EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, coalesce(ended_early_at, ends_at)) WITH &&)
                  WHERE (cancelled_at IS NULL);
                """);

            // Departures that are on record already; who recorded them stands in the audit. The owner too sees rows by scope only.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO departure (employee_id, number, branch_id, reason_code, last_day, ends_at, recorded_by, at)
                SELECT employee.id, employee.facts_said, employee.branch_id, employee.leaving_reason, employee.last_day,
                  (employee.last_day + 1)::timestamp AT TIME ZONE branch.time_zone,
                  coalesce(recorded.person, '00000000-0000-0000-0000-000000000000'), coalesce(recorded.at, now())
                FROM employee
                JOIN branch ON branch.id = employee.branch_id
                LEFT JOIN LATERAL (
                  SELECT substring(audit.actor FROM 8)::uuid AS person, audit.at FROM audit
                  WHERE audit.record_id = employee.id AND audit.record = 'Employee' AND audit.fields @> ARRAY['LastDay']::text[]
                    AND audit.actor LIKE 'person:%'
                  ORDER BY audit.at DESC LIMIT 1) AS recorded ON true
                WHERE employee.last_day IS NOT NULL;
                SELECT set_config('clinic.group', '', true);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE leave DROP CONSTRAINT leave_one_at_a_time;
                ALTER TABLE leave ADD CONSTRAINT leave_one_at_a_time
                  EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (cancelled_at IS NULL);
                """);

            migrationBuilder.DropForeignKey(
                name: "fk_leave_stands_for_id",
                table: "leave");

            migrationBuilder.DropTable(
                name: "assessment_change");

            migrationBuilder.DropTable(
                name: "departure");

            migrationBuilder.DropTable(
                name: "employment_correction");

            migrationBuilder.DropIndex(
                name: "ux_performance_entry_counts_once",
                table: "performance_entry");

            migrationBuilder.DropIndex(
                name: "ux_leave_stands_for_once",
                table: "leave");

            migrationBuilder.DropIndex(
                name: "ix_employee_mobile",
                table: "employee");

            migrationBuilder.DropIndex(
                name: "ux_earned_counts_once",
                table: "earned");

            migrationBuilder.DropIndex(
                name: "ux_discipline_case_of_source",
                table: "discipline_case");

            migrationBuilder.DropColumn(
                name: "round",
                table: "performance_entry");

            migrationBuilder.DropColumn(
                name: "cancelled_by_number",
                table: "leave");

            migrationBuilder.DropColumn(
                name: "ended_early_at",
                table: "leave");

            migrationBuilder.DropColumn(
                name: "ended_early_by",
                table: "leave");

            migrationBuilder.DropColumn(
                name: "ended_early_reason",
                table: "leave");

            migrationBuilder.DropColumn(
                name: "stands_for_id",
                table: "leave");

            migrationBuilder.DropColumn(
                name: "ends_at",
                table: "employee");

            migrationBuilder.DropColumn(
                name: "hire_withdrawn_at",
                table: "employee");

            migrationBuilder.DropColumn(
                name: "same_name_reason",
                table: "employee");

            migrationBuilder.DropColumn(
                name: "round",
                table: "earned");

            migrationBuilder.DropColumn(
                name: "assessment_ids",
                table: "discipline_case");

            migrationBuilder.DropColumn(
                name: "resit_failed_at",
                table: "discipline_case");

            migrationBuilder.DropColumn(
                name: "round",
                table: "discipline_case");

            migrationBuilder.DropColumn(
                name: "reopened_at",
                table: "complaint_note");

            migrationBuilder.DropColumn(
                name: "reopened_round",
                table: "complaint_note");

            migrationBuilder.DropColumn(
                name: "reopened_version",
                table: "complaint_note");

            migrationBuilder.DropColumn(
                name: "ended_minutes_late",
                table: "accompanied_visit");

            migrationBuilder.CreateIndex(
                name: "ux_performance_entry_counts_once",
                table: "performance_entry",
                columns: new[] { "source_id", "person_id", "kind" },
                unique: true,
                filter: "reverses_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_earned_counts_once",
                table: "earned",
                columns: new[] { "source_id", "person_id", "kind" },
                unique: true,
                filter: "reverses_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_discipline_case_of_source",
                table: "discipline_case",
                columns: new[] { "person_id", "source", "source_id" },
                unique: true);
        }
    }
}
