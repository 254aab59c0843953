using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Training.Migrations
{
    /// <inheritdoc />
    public partial class CorrectionsAndDepartures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_onboarding_plan",
                table: "onboarding_plan");

            migrationBuilder.DropIndex(
                name: "ux_assessment_one_resit_of_case",
                table: "assessment");

            migrationBuilder.AddColumn<bool>(
                name: "closed_by_leaving",
                table: "training_session",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "source_version",
                table: "training_session",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "employment_version",
                table: "training_file",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "hire_withdrawn",
                table: "training_file",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "leaves_at",
                table: "training_file",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "closed_by_leaving",
                table: "assessment",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "complaint_version",
                table: "assessment",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "path_code",
                table: "assessment",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_onboarding_plan",
                table: "onboarding_plan",
                columns: new[] { "person_id", "path_code" });

            migrationBuilder.CreateTable(
                name: "assessment_correction",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state_before = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    theory_before = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    practical_before = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    form_before = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    notes_before = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    theory = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    practical = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    form = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    notes = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    corrected_by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_correction", x => x.id);
                    table.CheckConstraint("ck_assessment_correction_second_person", "corrected_by <> person_id");
                    table.ForeignKey(
                        name: "fk_assessment_correction_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "assessment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "branch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_branch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "certificate_withdrawal",
                columns: table => new
                {
                    certificate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_certificate_withdrawal", x => x.certificate_id);
                    table.ForeignKey(
                        name: "fk_certificate_withdrawal_certificate_id",
                        column: x => x.certificate_id,
                        principalTable: "certificate",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "decided_case",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    imposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dropped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decided_case", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ux_assessment_one_resit_of_case",
                table: "assessment",
                column: "discipline_case_id",
                unique: true,
                filter: "discipline_case_id IS NOT NULL AND state <> 'Voided'");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_correction_person_id",
                table: "assessment_correction",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_assessment_correction_one_after_another",
                table: "assessment_correction",
                columns: new[] { "assessment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_certificate_withdrawal_person_id",
                table: "certificate_withdrawal",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_decided_case_person_id",
                table: "decided_case",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "assessment_correction");

            migrationBuilder.DropTable(
                name: "branch");

            migrationBuilder.DropTable(
                name: "certificate_withdrawal");

            migrationBuilder.DropTable(
                name: "decided_case");

            migrationBuilder.DropPrimaryKey(
                name: "pk_onboarding_plan",
                table: "onboarding_plan");

            migrationBuilder.DropIndex(
                name: "ux_assessment_one_resit_of_case",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "closed_by_leaving",
                table: "training_session");

            migrationBuilder.DropColumn(
                name: "source_version",
                table: "training_session");

            migrationBuilder.DropColumn(
                name: "employment_version",
                table: "training_file");

            migrationBuilder.DropColumn(
                name: "hire_withdrawn",
                table: "training_file");

            migrationBuilder.DropColumn(
                name: "leaves_at",
                table: "training_file");

            migrationBuilder.DropColumn(
                name: "closed_by_leaving",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "complaint_version",
                table: "assessment");

            migrationBuilder.DropColumn(
                name: "path_code",
                table: "assessment");

            migrationBuilder.AddPrimaryKey(
                name: "pk_onboarding_plan",
                table: "onboarding_plan",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ux_assessment_one_resit_of_case",
                table: "assessment",
                column: "discipline_case_id",
                unique: true,
                filter: "discipline_case_id IS NOT NULL");
        }
    }
}
