using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Training.Migrations
{
    /// <inheritdoc />
    public partial class SealedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE attendance ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE assessment_correction ALTER COLUMN reason TYPE bytea USING decode('00', 'hex') || convert_to(reason, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE assessment_correction ALTER COLUMN notes_before TYPE bytea USING decode('00', 'hex') || convert_to(notes_before, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE assessment_correction ALTER COLUMN notes TYPE bytea USING decode('00', 'hex') || convert_to(notes, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE assessment ALTER COLUMN practical_notes TYPE bytea USING decode('00', 'hex') || convert_to(practical_notes, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE assessment ALTER COLUMN excuse_reason TYPE bytea USING decode('00', 'hex') || convert_to(excuse_reason, 'UTF8')");

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
                name: "ix_attendance_clear",
                table: "attendance",
                column: "id",
                filter: "get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_correction_clear",
                table: "assessment_correction",
                column: "id",
                filter: "get_byte(notes, 0) = 0 OR get_byte(notes_before, 0) = 0 OR get_byte(reason, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_clear",
                table: "assessment",
                column: "id",
                filter: "get_byte(excuse_reason, 0) = 0 OR get_byte(practical_notes, 0) = 0");

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
                name: "ix_attendance_clear",
                table: "attendance");

            migrationBuilder.DropIndex(
                name: "ix_assessment_correction_clear",
                table: "assessment_correction");

            migrationBuilder.DropIndex(
                name: "ix_assessment_clear",
                table: "assessment");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON attendance");
            migrationBuilder.Sql("ALTER TABLE attendance ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_reason ON assessment_correction");
            migrationBuilder.Sql("ALTER TABLE assessment_correction ALTER COLUMN reason TYPE text USING convert_from(substring(reason FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_notes_before ON assessment_correction");
            migrationBuilder.Sql("ALTER TABLE assessment_correction ALTER COLUMN notes_before TYPE text USING convert_from(substring(notes_before FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_notes ON assessment_correction");
            migrationBuilder.Sql("ALTER TABLE assessment_correction ALTER COLUMN notes TYPE text USING convert_from(substring(notes FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_practical_notes ON assessment");
            migrationBuilder.Sql("ALTER TABLE assessment ALTER COLUMN practical_notes TYPE text USING convert_from(substring(practical_notes FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_excuse_reason ON assessment");
            migrationBuilder.Sql("ALTER TABLE assessment ALTER COLUMN excuse_reason TYPE text USING convert_from(substring(excuse_reason FROM 2), 'UTF8')");
        }
    }
}
