using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Feedback.Migrations
{
    /// <inheritdoc />
    public partial class MergedClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "merged_client",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: true),
                    said_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merged_client", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitation_client_id",
                table: "survey_invitation",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_patient_issue_client_id",
                table: "patient_issue",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_follow_up_client_id",
                table: "follow_up",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_client_id",
                table: "complaint",
                column: "client_id",
                filter: "client_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_merged_client_kept_id",
                table: "merged_client",
                column: "kept_id",
                filter: "kept_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "merged_client");

            migrationBuilder.DropIndex(
                name: "ix_survey_invitation_client_id",
                table: "survey_invitation");

            migrationBuilder.DropIndex(
                name: "ix_patient_issue_client_id",
                table: "patient_issue");

            migrationBuilder.DropIndex(
                name: "ix_follow_up_client_id",
                table: "follow_up");

            migrationBuilder.DropIndex(
                name: "ix_complaint_client_id",
                table: "complaint");
        }
    }
}
