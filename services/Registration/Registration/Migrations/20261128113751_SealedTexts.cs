using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class SealedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE treatment_step ALTER COLUMN step TYPE bytea USING decode('00', 'hex') || convert_to(step, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE treatment_step ALTER COLUMN observation TYPE bytea USING decode('00', 'hex') || convert_to(observation, 'UTF8')");

            migrationBuilder.AddColumn<Guid>(
                name: "subject_id",
                table: "treatment_step",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.Sql("ALTER TABLE chart_entry ALTER COLUMN content TYPE bytea USING decode('00', 'hex') || convert_to(content, 'UTF8')");

            migrationBuilder.AddColumn<Guid>(
                name: "subject_id",
                table: "chart_entry",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                UPDATE chart_entry SET subject_id = visit.client_id FROM visit WHERE visit.id = visit_id;
                UPDATE treatment_step SET subject_id = visit.client_id FROM visit WHERE visit.id = visit_id;
                """
            );

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
                name: "ix_treatment_step_clear",
                table: "treatment_step",
                column: "id",
                filter: "get_byte(observation, 0) = 0 OR get_byte(step, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_chart_entry_clear",
                table: "chart_entry",
                column: "id",
                filter: "get_byte(content, 0) = 0");

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
                name: "ix_treatment_step_clear",
                table: "treatment_step");

            migrationBuilder.DropIndex(
                name: "ix_chart_entry_clear",
                table: "chart_entry");

            migrationBuilder.DropColumn(
                name: "subject_id",
                table: "treatment_step");

            migrationBuilder.DropColumn(
                name: "subject_id",
                table: "chart_entry");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_step ON treatment_step");
            migrationBuilder.Sql("ALTER TABLE treatment_step ALTER COLUMN step TYPE text USING convert_from(substring(step FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_observation ON treatment_step");
            migrationBuilder.Sql("ALTER TABLE treatment_step ALTER COLUMN observation TYPE text USING convert_from(substring(observation FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_content ON chart_entry");
            migrationBuilder.Sql("ALTER TABLE chart_entry ALTER COLUMN content TYPE text USING convert_from(substring(content FROM 2), 'UTF8')");
        }
    }
}
