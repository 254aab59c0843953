using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class AppointmentsAndDuty : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "department",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "floor_id",
                table: "department",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "department",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AlterColumn<Guid>(
                name: "doctor_id",
                table: "appointment",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "absence_id",
                table: "appointment",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "arrived_at",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "channel",
                table: "appointment",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Escort");

            migrationBuilder.AddColumn<string>(
                name: "expected_type",
                table: "appointment",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "held_until",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "no_show_due_at",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "no_show_id",
                table: "appointment",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "notice_due_at",
                table: "appointment",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason_code",
                table: "appointment",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "room_id",
                table: "appointment",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stands = table.Column<bool>(type: "boolean", nullable: false),
                    is_leave = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    said_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "appointment_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    old_starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    old_doctor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason_code = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    reached = table.Column<bool>(type: "boolean", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_step", x => x.id);
                    table.ForeignKey(
                        name: "fk_appointment_step_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "board_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    board_id = table.Column<Guid>(type: "uuid", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    old = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    @new = table.Column<string>(name: "new", type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "board_line",
                columns: table => new
                {
                    board_id = table.Column<Guid>(type: "uuid", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    floor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    expected = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    seen = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_line", x => new { x.board_id, x.doctor_id });
                });

            migrationBuilder.CreateTable(
                name: "board_reading",
                columns: table => new
                {
                    board_id = table.Column<Guid>(type: "uuid", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_reading", x => new { x.board_id, x.employee_id });
                });

            migrationBuilder.CreateTable(
                name: "coverage_gap",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    roster_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    floor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    filled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    filled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_coverage_gap", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "directory_change",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    entry = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_change", x => new { x.branch_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "directory_version",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_directory_version", x => x.branch_id);
                });

            migrationBuilder.CreateTable(
                name: "floor_report",
                columns: table => new
                {
                    board_id = table.Column<Guid>(type: "uuid", nullable: false),
                    floor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    checked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reported_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_floor_report", x => new { x.board_id, x.floor_id });
                });

            migrationBuilder.CreateTable(
                name: "place",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    floor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_ground = table.Column<bool>(type: "boolean", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_place", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roster",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    drafts = table.Column<int>(type: "integer", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "status_board",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    prefilled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    merged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    merged_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    was_missing = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_status_board", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shift",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    roster_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    employee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    floor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_replacement = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift", x => x.id);
                    table.ForeignKey(
                        name: "fk_shift_roster_id",
                        column: x => x.roster_id,
                        principalTable: "roster",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_absence_id",
                table: "appointment",
                column: "absence_id",
                filter: "absence_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_department_id_ends_at",
                table: "appointment",
                columns: new[] { "department_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_room_id_ends_at",
                table: "appointment",
                columns: new[] { "room_id", "ends_at" },
                filter: "room_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_to_be_told",
                table: "appointment",
                columns: new[] { "branch_id", "starts_at", "id" },
                filter: "notice_due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_to_handle",
                table: "appointment",
                columns: new[] { "branch_id", "state", "starts_at", "id" },
                filter: "state IN ('Requested', 'NeedsReschedule')");

            migrationBuilder.CreateIndex(
                name: "ix_absence_employee_id_ends_at",
                table: "absence",
                columns: new[] { "employee_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_step_appointment_id_at",
                table: "appointment_step",
                columns: new[] { "appointment_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_board_change_board_id_at",
                table: "board_change",
                columns: new[] { "board_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_coverage_gap_roster_id",
                table: "coverage_gap",
                column: "roster_id");

            migrationBuilder.CreateIndex(
                name: "ix_place_floor_id",
                table: "place",
                column: "floor_id",
                filter: "floor_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "place_code_once",
                table: "place",
                columns: new[] { "branch_id", "kind", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "place_one_ground_floor",
                table: "place",
                column: "branch_id",
                unique: true,
                filter: "is_ground AND closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "roster_one_of_day",
                table: "roster",
                columns: new[] { "branch_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shift_employee_id_ends_at",
                table: "shift",
                columns: new[] { "employee_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shift_floor_id_ends_at",
                table: "shift",
                columns: new[] { "floor_id", "ends_at" },
                filter: "floor_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shift_roster_id_employee_id",
                table: "shift",
                columns: new[] { "roster_id", "employee_id" });

            migrationBuilder.CreateIndex(
                name: "ix_status_board_branch_id_day",
                table: "status_board",
                columns: new[] { "branch_id", "day" },
                unique: true);

            migrationBuilder.Sql(RegistrationDb.NothingTwiceAtATime);
            migrationBuilder.Sql(RegistrationDb.MorningsOfKnownBranches);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "appointment_step");

            migrationBuilder.DropTable(
                name: "board_change");

            migrationBuilder.DropTable(
                name: "board_line");

            migrationBuilder.DropTable(
                name: "board_reading");

            migrationBuilder.DropTable(
                name: "coverage_gap");

            migrationBuilder.DropTable(
                name: "directory_change");

            migrationBuilder.DropTable(
                name: "directory_version");

            migrationBuilder.DropTable(
                name: "floor_report");

            migrationBuilder.DropTable(
                name: "place");

            migrationBuilder.DropTable(
                name: "shift");

            migrationBuilder.DropTable(
                name: "status_board");

            migrationBuilder.DropTable(
                name: "roster");

            migrationBuilder.DropIndex(
                name: "ix_appointment_absence_id",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_department_id_ends_at",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_room_id_ends_at",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_to_be_told",
                table: "appointment");

            migrationBuilder.DropIndex(
                name: "ix_appointment_to_handle",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "department");

            migrationBuilder.DropColumn(
                name: "floor_id",
                table: "department");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "department");

            migrationBuilder.DropColumn(
                name: "absence_id",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "arrived_at",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "channel",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "expected_type",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "held_until",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "no_show_due_at",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "no_show_id",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "notice_due_at",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "reason_code",
                table: "appointment");

            migrationBuilder.DropColumn(
                name: "room_id",
                table: "appointment");

            migrationBuilder.AlterColumn<Guid>(
                name: "doctor_id",
                table: "appointment",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
