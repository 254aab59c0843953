using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Feedback.Migrations
{
    /// <inheritdoc />
    public partial class SealedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE survey_answer ALTER COLUMN words TYPE bytea USING decode('00', 'hex') || convert_to(words, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE follow_up_attempt ALTER COLUMN content TYPE bytea USING decode('00', 'hex') || convert_to(content, 'UTF8')");

            migrationBuilder.Sql("ALTER TABLE complaint_step ALTER COLUMN content TYPE bytea USING decode('00', 'hex') || convert_to(content, 'UTF8')");

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
                name: "ix_survey_answer_clear",
                table: "survey_answer",
                column: "id",
                filter: "get_byte(words, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_attempt_clear",
                table: "follow_up_attempt",
                column: "id",
                filter: "get_byte(content, 0) = 0");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_step_clear",
                table: "complaint_step",
                columns: new[] { "complaint_id", "number" },
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
                name: "ix_survey_answer_clear",
                table: "survey_answer");

            migrationBuilder.DropIndex(
                name: "ix_follow_up_attempt_clear",
                table: "follow_up_attempt");

            migrationBuilder.DropIndex(
                name: "ix_complaint_step_clear",
                table: "complaint_step");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_words ON survey_answer");
            migrationBuilder.Sql("ALTER TABLE survey_answer ALTER COLUMN words TYPE text USING convert_from(substring(words FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_content ON follow_up_attempt");
            migrationBuilder.Sql("ALTER TABLE follow_up_attempt ALTER COLUMN content TYPE text USING convert_from(substring(content FROM 2), 'UTF8')");

            migrationBuilder.Sql("DROP TRIGGER IF EXISTS sealed_once_content ON complaint_step");
            migrationBuilder.Sql("ALTER TABLE complaint_step ALTER COLUMN content TYPE text USING convert_from(substring(content FROM 2), 'UTF8')");
        }
    }
}
