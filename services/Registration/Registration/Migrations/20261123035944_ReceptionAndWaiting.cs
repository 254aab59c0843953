using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class ReceptionAndWaiting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "expected_minutes",
                table: "visit",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "waited_too_long",
                table: "visit",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "registered_by",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "waiting_since",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "away_since",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "chart_place",
                table: "visit",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "comforted_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "enquired_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "enquired_by",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_served_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "led_in_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "led_in_by",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place",
                table: "visit",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "placed_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "placed_by",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "queue_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "registered_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "registration_fee",
                table: "visit",
                type: "numeric(14,2)",
                precision: 14,
                scale: 2,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "variant",
                table: "visit",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "area_check",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    floor = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    time = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    clean = table.Column<bool>(type: "boolean", nullable: false),
                    newspapers_arranged = table.Column<bool>(type: "boolean", nullable: false),
                    television_switched = table.Column<bool>(type: "boolean", nullable: false),
                    water_power_switched = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_area_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "arrival",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_seconds = table.Column<int>(type: "integer", nullable: false),
                    greeted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    greeted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    greeting_seconds = table.Column<int>(type: "integer", nullable: true),
                    greeting_late = table.Column<bool>(type: "boolean", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    guiding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    led_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    led_by = table.Column<Guid>(type: "uuid", nullable: true),
                    seated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    seated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_arrival", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "charge",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    charged_by = table.Column<Guid>(type: "uuid", nullable: false),
                    charged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    paid_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    paid_to = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charge", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chart_move",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_move", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "excuse",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_excuse", x => new { x.visit_id, x.step });
                });

            migrationBuilder.CreateTable(
                name: "hand_off",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    arrival_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    floor = table.Column<int>(type: "integer", nullable: false),
                    accompanied = table.Column<bool>(type: "boolean", nullable: false),
                    requested_by = table.Column<Guid>(type: "uuid", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    supervisor_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_hand_off", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "preparation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_preparation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "queue_jump",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_queue_jump", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shortage",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    floor = table.Column<int>(type: "integer", nullable: false),
                    item = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    left = table.Column<int>(type: "integer", nullable: false),
                    seen_by = table.Column<Guid>(type: "uuid", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    refilled = table.Column<int>(type: "integer", nullable: true),
                    refilled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    refilled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shortage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "treatment_step",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false),
                    observation = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_treatment_step", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "waiting_care",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    items = table.Column<string[]>(type: "text[]", nullable: false),
                    mood = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waiting_care", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_area_check_branch_id_day",
                table: "area_check",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_arrival_branch_id_day",
                table: "arrival",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_charge_visit_id",
                table: "charge",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_chart_move_visit_id",
                table: "chart_move",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "hand_off_one_of_greeter",
                table: "hand_off",
                column: "requested_by",
                unique: true,
                filter: "accepted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "hand_off_one_open",
                table: "hand_off",
                column: "arrival_id",
                unique: true,
                filter: "accepted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_hand_off_branch_id",
                table: "hand_off",
                column: "branch_id",
                filter: "accepted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_preparation_branch_id_day",
                table: "preparation",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_queue_jump_visit_id",
                table: "queue_jump",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_shortage_branch_id_seen_at",
                table: "shortage",
                columns: new[] { "branch_id", "seen_at" });

            migrationBuilder.CreateIndex(
                name: "shortage_one_open",
                table: "shortage",
                columns: new[] { "branch_id", "floor", "item" },
                unique: true,
                filter: "refilled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_step_visit_id",
                table: "treatment_step",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_care_visit_id",
                table: "waiting_care",
                column: "visit_id");



            migrationBuilder.Sql(RegistrationDb.VisitsThatWere);

            migrationBuilder.DropColumn(
                name: "greeting_seconds",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "greeting_late",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "greeted_by",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "greeted_at",
                table: "visit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "area_check");

            migrationBuilder.DropTable(
                name: "arrival");

            migrationBuilder.DropTable(
                name: "charge");

            migrationBuilder.DropTable(
                name: "chart_move");

            migrationBuilder.DropTable(
                name: "excuse");

            migrationBuilder.DropTable(
                name: "hand_off");

            migrationBuilder.DropTable(
                name: "preparation");

            migrationBuilder.DropTable(
                name: "queue_jump");

            migrationBuilder.DropTable(
                name: "shortage");

            migrationBuilder.DropTable(
                name: "treatment_step");

            migrationBuilder.DropTable(
                name: "waiting_care");

            migrationBuilder.DropColumn(
                name: "away_since",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "chart_place",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "comforted_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "enquired_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "enquired_by",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "first_served_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "led_in_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "led_in_by",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "place",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "placed_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "placed_by",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "queue_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "registered_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "registration_fee",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "variant",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "waiting_since",
                table: "visit");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "greeted_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.DropColumn(
                name: "waited_too_long",
                table: "visit");

            migrationBuilder.AddColumn<bool>(
                name: "greeting_late",
                table: "visit",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.DropColumn(
                name: "registered_by",
                table: "visit");

            migrationBuilder.AddColumn<Guid>(
                name: "greeted_by",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.DropColumn(
                name: "expected_minutes",
                table: "visit");

            migrationBuilder.AddColumn<int>(
                name: "greeting_seconds",
                table: "visit",
                type: "integer",
                nullable: true);

        }
    }
}
