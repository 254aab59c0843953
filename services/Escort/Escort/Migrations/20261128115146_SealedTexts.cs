using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Escort.Migrations
{
    /// <inheritdoc />
    public partial class SealedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE service_step ALTER COLUMN note TYPE bytea USING decode('00', 'hex') || convert_to(note, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE service_note ALTER COLUMN words TYPE bytea USING decode('00', 'hex') || convert_to(words, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE service_alert ALTER COLUMN words TYPE bytea USING decode('00', 'hex') || convert_to(words, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE service_alert ALTER COLUMN outcome TYPE bytea USING decode('00', 'hex') || convert_to(outcome, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE reinstatement ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE file_page ALTER COLUMN content TYPE bytea USING decode('00', 'hex') || convert_to(content, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE engagement ALTER COLUMN place TYPE bytea USING decode('00', 'hex') || convert_to(place, 'UTF8')");

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
                name: "ix_service_step_clear",
                table: "service_step",
                columns: new[] { "engagement_id", "kind" },
                filter: "get_byte(note, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_service_note_clear",
                table: "service_note",
                column: "id",
                filter: "get_byte(words, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_service_alert_clear",
                table: "service_alert",
                column: "id",
                filter: "get_byte(outcome, 0) = 0 OR get_byte(words, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_reinstatement_clear",
                table: "reinstatement",
                column: "id",
                filter: "get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_file_page_clear",
                table: "file_page",
                column: "id",
                filter: "get_byte(content, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_engagement_clear",
                table: "engagement",
                column: "id",
                filter: "get_byte(place, 0) = 0");

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
                name: "ix_service_step_clear",
                table: "service_step");

            migrationBuilder.DropIndex(
                name: "ix_service_note_clear",
                table: "service_note");

            migrationBuilder.DropIndex(
                name: "ix_service_alert_clear",
                table: "service_alert");

            migrationBuilder.DropIndex(
                name: "ix_reinstatement_clear",
                table: "reinstatement");

            migrationBuilder.DropIndex(
                name: "ix_file_page_clear",
                table: "file_page");

            migrationBuilder.DropIndex(
                name: "ix_engagement_clear",
                table: "engagement");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_note ON service_step");
            migrationBuilder.Sql("ALTER TABLE service_step ALTER COLUMN note TYPE text USING convert_from(substring(note FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_words ON service_note");
            migrationBuilder.Sql("ALTER TABLE service_note ALTER COLUMN words TYPE text USING convert_from(substring(words FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_words ON service_alert");
            migrationBuilder.Sql("ALTER TABLE service_alert ALTER COLUMN words TYPE text USING convert_from(substring(words FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_outcome ON service_alert");
            migrationBuilder.Sql("ALTER TABLE service_alert ALTER COLUMN outcome TYPE text USING convert_from(substring(outcome FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON reinstatement");
            migrationBuilder.Sql("ALTER TABLE reinstatement ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_content ON file_page");
            migrationBuilder.Sql("ALTER TABLE file_page ALTER COLUMN content TYPE text USING convert_from(substring(content FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_place ON engagement");
            migrationBuilder.Sql("ALTER TABLE engagement ALTER COLUMN place TYPE text USING convert_from(substring(place FROM 2), 'UTF8')");
        }
    }
}
