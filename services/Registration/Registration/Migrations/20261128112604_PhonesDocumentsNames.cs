using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class PhonesDocumentsNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "id_issued_by",
                table: "client",
                type: "character varying(2)",
                maxLength: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "id_kind",
                table: "client",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_latin_other",
                table: "client",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "no_phone",
                table: "client",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_mismatch_reason",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "spelling_edition",
                table: "client",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_name_latin_other_id",
                table: "client",
                columns: new[] { "branch_id", "name_latin_other", "id" },
                filter: "name_latin_other IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_client_spelled_before",
                table: "client",
                columns: new[] { "branch_id", "id" },
                filter: "spelling_edition < 1");

            // Clients of before are written anew by the service itself, branch by branch.
            migrationBuilder.Sql(
                """
                SELECT set_config('clinic.group', 'all', true);
                INSERT INTO due (id, kind, subject_id, branch_id, rung, due_at)
                  SELECT gen_random_uuid(), 'clients-rewriting', branch.id, branch.id, 1, TIMESTAMPTZ '2026-11-28Z' FROM branch;
                SELECT set_config('clinic.group', '', true);
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_name_latin_other_id",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_spelled_before",
                table: "client");

            migrationBuilder.DropColumn(
                name: "id_issued_by",
                table: "client");

            migrationBuilder.DropColumn(
                name: "id_kind",
                table: "client");

            migrationBuilder.DropColumn(
                name: "name_latin_other",
                table: "client");

            migrationBuilder.DropColumn(
                name: "no_phone",
                table: "client");

            migrationBuilder.DropColumn(
                name: "sealed_mismatch_reason",
                table: "client");

            migrationBuilder.DropColumn(
                name: "spelling_edition",
                table: "client");
        }
    }
}
