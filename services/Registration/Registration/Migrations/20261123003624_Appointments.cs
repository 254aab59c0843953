using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class Appointments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "appointment_id",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "engagement_id",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "appointment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    engagement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    doctor_named = table.Column<bool>(type: "boolean", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointment_client_id",
                        column: x => x.client_id,
                        principalTable: "client",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "complaint_flag",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaint_flag", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "appointment_one_of_engagement",
                table: "appointment",
                column: "engagement_id",
                unique: true,
                filter: "engagement_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_branch_id_day_starts_at_id",
                table: "appointment",
                columns: new[] { "branch_id", "day", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_client_id_ends_at",
                table: "appointment",
                columns: new[] { "client_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_doctor_id_ends_at",
                table: "appointment",
                columns: new[] { "doctor_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_complaint_flag_client_id",
                table: "complaint_flag",
                column: "client_id",
                filter: "state = 'Open'");

            migrationBuilder.Sql(RegistrationDb.NobodyTwiceAtATime);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appointment");

            migrationBuilder.DropTable(
                name: "complaint_flag");

            migrationBuilder.DropColumn(
                name: "appointment_id",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "engagement_id",
                table: "visit");
        }
    }
}
