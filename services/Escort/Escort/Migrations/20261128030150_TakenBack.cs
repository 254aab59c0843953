using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Escort.Migrations
{
    /// <inheritdoc />
    public partial class TakenBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "post_version",
                table: "escort_profile",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid[]>(
                name: "assessment_ids",
                table: "suspension",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "case_id",
                table: "suspension",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "leaves_at",
                table: "escort_profile",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "opened_at",
                table: "escort_profile",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "was_never_hired",
                table: "escort_profile",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "agreed_alone",
                table: "engagement",
                type: "boolean",
                nullable: false,
                defaultValue: false);

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
                name: "case_outcome",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    imposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dropped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_outcome", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "client_visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_version = table.Column<int>(type: "integer", nullable: false),
                    voided_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_visit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "heard_verdict",
                columns: table => new
                {
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    event_version = table.Column<int>(type: "integer", nullable: false),
                    resit_number = table.Column<int>(type: "integer", nullable: true),
                    discipline_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_heard_verdict", x => x.assessment_id);
                });

            migrationBuilder.CreateTable(
                name: "held_certificate",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_certificate", x => new { x.person_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "known_leave",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_cancelled = table.Column<bool>(type: "boolean", nullable: false),
                    back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    event_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_known_leave", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reinstatement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series = table.Column<int[]>(type: "integer[]", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reinstatement", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_service_step_visit_id",
                table: "service_step",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_outcome_person_id",
                table: "case_outcome",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_client_visit_client_id",
                table: "client_visit",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_heard_verdict_person_id",
                table: "heard_verdict",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_known_leave_person_id_ends_at",
                table: "known_leave",
                columns: new[] { "person_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_reinstatement_person_id",
                table: "reinstatement",
                column: "person_id");

            // What was kept in one column is a row of its own from now on. The owner sees the rows of every branch for it.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO held_certificate (person_id, number, branch_id, issued_at, valid_until)
                  SELECT id, certificate_number, branch_id, timestamptz '2000-01-01+00', certified_until
                  FROM escort_profile WHERE certificate_number IS NOT NULL AND certified_until IS NOT NULL;
                INSERT INTO heard_verdict (assessment_id, person_id, branch_id, outcome, at, event_version, resit_number)
                  SELECT gen_random_uuid(), id, branch_id, 'Passed', now(), passed_version, passed_version
                  FROM escort_profile WHERE passed_version > 0;
                UPDATE escort_profile SET failures_in_row = 0, failed_version = passed_version WHERE passed_version > failed_version;
                UPDATE escort_profile SET opened_at = now() WHERE state <> 'NotAnEscort';
                INSERT INTO client_visit (id, client_id, completed_at, completed_version, voided_version)
                  SELECT gen_random_uuid(), id, visited_at, 1, 0 FROM known_client WHERE visited_at IS NOT NULL;
                """);

            migrationBuilder.DropColumn(
                name: "passed_version",
                table: "escort_profile");

            // Nobody is accompanied twice at once. What was agreed before for one client at two times that overlap stays as it is.
            migrationBuilder.Sql(
                """
                UPDATE engagement SET agreed_alone = true WHERE client_id IS NOT NULL AND agreed_at IS NOT NULL AND NOT EXISTS (
                  SELECT FROM engagement AS other WHERE other.id <> engagement.id AND other.client_id = engagement.client_id
                    AND tstzrange(other.starts_at, other.ends_at) && tstzrange(engagement.starts_at, engagement.ends_at));
                ALTER TABLE engagement ADD CONSTRAINT engagement_client_once_at_a_time
                  EXCLUDE USING gist (client_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
                  WHERE (agreed_alone AND client_id IS NOT NULL
                    AND state IN ('AgreementSigned', 'Assigned', 'Preparing', 'Ready', 'Reconfirmed', 'InService'));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE engagement DROP CONSTRAINT engagement_client_once_at_a_time;");

            migrationBuilder.DropTable(
                name: "branch");

            migrationBuilder.DropTable(
                name: "case_outcome");

            migrationBuilder.DropTable(
                name: "client_visit");

            migrationBuilder.DropTable(
                name: "heard_verdict");

            migrationBuilder.DropTable(
                name: "held_certificate");

            migrationBuilder.DropTable(
                name: "known_leave");

            migrationBuilder.DropTable(
                name: "reinstatement");

            migrationBuilder.DropIndex(
                name: "ix_service_step_visit_id",
                table: "service_step");

            migrationBuilder.DropColumn(
                name: "assessment_ids",
                table: "suspension");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "suspension");

            migrationBuilder.DropColumn(
                name: "leaves_at",
                table: "escort_profile");

            migrationBuilder.DropColumn(
                name: "opened_at",
                table: "escort_profile");

            migrationBuilder.DropColumn(
                name: "was_never_hired",
                table: "escort_profile");

            migrationBuilder.DropColumn(
                name: "agreed_alone",
                table: "engagement");

            migrationBuilder.DropColumn(
                name: "post_version",
                table: "escort_profile");

            migrationBuilder.AddColumn<int>(
                name: "passed_version",
                table: "escort_profile",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }
    }
}
