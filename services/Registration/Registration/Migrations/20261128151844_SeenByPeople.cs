using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class SeenByPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_audit_record_id_at",
                table: "audit");

            migrationBuilder.AddColumn<Guid[]>(
                name: "accused_ids",
                table: "complaint_flag",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "engagement_id",
                table: "complaint_flag",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "filed_at",
                table: "complaint_flag",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "client_concern",
                columns: table => new
                {
                    concern_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    from_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_concern", x => new { x.concern_id, x.kind });
                });

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
                name: "ix_visit_client_id_arrived_at_id",
                table: "visit",
                columns: new[] { "client_id", "arrived_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visit_lost",
                table: "visit",
                columns: new[] { "branch_id", "closed_at", "id" },
                filter: "state = 'LeftWithoutTreatment'");

            migrationBuilder.CreateIndex(
                name: "ix_unmasking_branch_id_id",
                table: "unmasking",
                columns: new[] { "branch_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_flag_client_id_filed_at",
                table: "complaint_flag",
                columns: new[] { "client_id", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_flag_engagement_id",
                table: "complaint_flag",
                column: "engagement_id",
                filter: "engagement_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_flag_visit_id",
                table: "complaint_flag",
                column: "visit_id",
                filter: "visit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_id",
                table: "audit",
                columns: new[] { "actor", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_record_id_id",
                table: "audit",
                columns: new[] { "record_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_arrival_greeted_late",
                table: "arrival",
                columns: new[] { "branch_id", "arrived_at", "id" },
                filter: "greeting_late");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_client_id_starts_at_id",
                table: "appointment",
                columns: new[] { "client_id", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_absence_branch_id_starts_at_id",
                table: "absence",
                columns: new[] { "branch_id", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_concern_client_id",
                table: "client_concern",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_known_name_kept_at",
                table: "known_name",
                column: "kept_at");

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
                INSERT INTO known_name (id, name, version, kept_at) SELECT id, name, 1, now() FROM branch;
                INSERT INTO known_name (id, name, version, kept_at)
                SELECT entry.id, entry.name, COALESCE((SELECT max(version) FROM directory_change WHERE entry_id = entry.id), 1), now()
                FROM (SELECT id, name FROM department UNION ALL SELECT id, name FROM place) AS entry
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "client_concern");

            migrationBuilder.DropTable(
                name: "known_name");

            migrationBuilder.DropTable(
                name: "work_item");

            migrationBuilder.DropIndex(
                name: "ix_visit_client_id_arrived_at_id",
                table: "visit");

            migrationBuilder.DropIndex(
                name: "ix_visit_lost",
                table: "visit");

            migrationBuilder.DropIndex(
                name: "ix_unmasking_branch_id_id",
                table: "unmasking");

            migrationBuilder.DropIndex(
                name: "ix_complaint_flag_client_id_filed_at",
                table: "complaint_flag");

            migrationBuilder.DropIndex(
                name: "ix_complaint_flag_engagement_id",
                table: "complaint_flag");

            migrationBuilder.DropIndex(
                name: "ix_complaint_flag_visit_id",
                table: "complaint_flag");

            migrationBuilder.DropIndex(
                name: "ix_audit_actor_id",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_audit_record_id_id",
                table: "audit");

            migrationBuilder.DropIndex(
                name: "ix_arrival_greeted_late",
                table: "arrival");

            migrationBuilder.DropIndex(
                name: "ix_appointment_client_id_starts_at_id",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_absence_branch_id_starts_at_id",
                table: "absence");

            migrationBuilder.DropColumn(
                name: "accused_ids",
                table: "complaint_flag");

            migrationBuilder.DropColumn(
                name: "engagement_id",
                table: "complaint_flag");

            migrationBuilder.DropColumn(
                name: "filed_at",
                table: "complaint_flag");

            migrationBuilder.CreateIndex(
                name: "ix_audit_record_id_at",
                table: "audit",
                columns: new[] { "record_id", "at" });
        }
    }
}
