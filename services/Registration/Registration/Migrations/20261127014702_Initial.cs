using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <summary>
    /// Every table as it was when the migrations up to here were put together. It has the id of the last of them, so that a database
    /// which they made goes on with the next one.
    /// </summary>
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    record = table.Column<string>(type: "text", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fields = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
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
                name: "branch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    time_zone = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_branch", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaign",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    segment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    planned_for = table.Column<DateOnly>(type: "date", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    planned_by = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reach = table.Column<int>(type: "integer", nullable: false),
                    visits = table.Column<int>(type: "integer", nullable: true),
                    visitors = table.Column<int>(type: "integer", nullable: true),
                    measured_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaign_target",
                columns: table => new
                {
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_target", x => new { x.campaign_id, x.client_id });
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
                name: "chart_counter",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_counter", x => x.branch_id);
                });

            migrationBuilder.CreateTable(
                name: "chart_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    content = table.Column<string>(type: "text", nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chart_error",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    finding = table.Column<string>(type: "text", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    found_by = table.Column<Guid>(type: "uuid", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    corrected_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chart_error", x => x.id);
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
                name: "client",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_simplified = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_latin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sex = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: false),
                    occupation = table.Column<string>(type: "text", nullable: false),
                    mobility_impaired = table.Column<bool>(type: "boolean", nullable: false),
                    data_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_address = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_id_number = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_trace = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_tail_trace = table.Column<byte[]>(type: "bytea", nullable: true),
                    id_number_trace = table.Column<byte[]>(type: "bytea", nullable: true),
                    no_id_card = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    chart_number = table.Column<string>(type: "text", nullable: false),
                    visit_card_number = table.Column<string>(type: "text", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    registered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                    care_consent = table.Column<bool>(type: "boolean", nullable: false),
                    marketing_consent = table.Column<bool>(type: "boolean", nullable: false),
                    segment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    segment_is_marked = table.Column<bool>(type: "boolean", nullable: false),
                    judged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    forgotten_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    said_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "client_consent",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    signed_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sealed_recipient = table.Column<byte[]>(type: "bytea", nullable: true),
                    fields = table.Column<string[]>(type: "text[]", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawal_reason = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_consent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "client_merge",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    merged_by = table.Column<Guid>(type: "uuid", nullable: false),
                    merged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    separated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    separated_by = table.Column<Guid>(type: "uuid", nullable: true),
                    separation_reason = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_client_merge", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    ahead = table.Column<TimeSpan>(type: "interval", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock", x => x.id);
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
                name: "department",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    floor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_department", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "diagnosis",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_diagnosis", x => x.id);
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
                name: "disclosure",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fields = table.Column<string[]>(type: "text[]", nullable: false),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    disclosed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    disclosed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_disclosure", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "doctor",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tenths = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_doctor", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "due",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rung = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_due", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "early",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    queue = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    awaits = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    awaited_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    alarmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_early", x => x.id);
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
                name: "forgetting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    forgotten_by = table.Column<Guid>(type: "uuid", nullable: false),
                    forgotten_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_forgetting", x => x.id);
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
                name: "identity_check",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    identifiers = table.Column<string[]>(type: "text[]", nullable: false),
                    matches = table.Column<bool>(type: "boolean", nullable: false),
                    checked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_check", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reaction = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox", x => new { x.message_id, x.reaction });
                });

            migrationBuilder.CreateTable(
                name: "informed_consent",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    items = table.Column<int>(type: "integer", nullable: true),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    prepared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    explained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    confident = table.Column<bool>(type: "boolean", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_by = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    declined_items = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawal_reason = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_informed_consent", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "items_returned",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    front_page = table.Column<bool>(type: "boolean", nullable: false),
                    id_card = table.Column<bool>(type: "boolean", nullable: false),
                    visit_card = table.Column<bool>(type: "boolean", nullable: false),
                    rose = table.Column<bool>(type: "boolean", nullable: false),
                    others_queue = table.Column<bool>(type: "boolean", nullable: false),
                    returned_by = table.Column<Guid>(type: "uuid", nullable: false),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_items_returned", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lease", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "level_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    was = table.Column<string>(type: "text", nullable: false),
                    became = table.Column<string>(type: "text", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_level_change", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    level_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    enrolled_by = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_because = table.Column<string>(type: "text", nullable: true),
                    said_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member_level",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    from_spent = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_member_level", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "merge_move",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    merge_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merge_move", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    exchange = table.Column<string>(type: "text", nullable: false),
                    routing_key = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    trace_parent = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "parked",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    queue = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    parked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settled_by = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parked", x => x.id);
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
                name: "policy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: true),
                    value = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmation = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy", x => x.id);
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
                name: "record_closing",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    late = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_closing", x => x.id);
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
                name: "segment_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    was = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    became = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_segment_change", x => x.id);
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
                name: "staff_member",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    has_left = table.Column<bool>(type: "boolean", nullable: false),
                    certified_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    post_version = table.Column<int>(type: "integer", nullable: false),
                    presence_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff_member", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "started",
                columns: table => new
                {
                    queue = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    starts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_started", x => new { x.queue, x.message_id });
                });

            migrationBuilder.CreateTable(
                name: "started_page",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    data_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    sealed_content = table.Column<byte[]>(type: "bytea", nullable: true),
                    missing = table.Column<string[]>(type: "text[]", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    charted = table.Column<bool>(type: "boolean", nullable: false),
                    put_away_because = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_started_page", x => x.id);
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
                name: "ticket_counter",
                columns: table => new
                {
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    last_number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_counter", x => new { x.branch_id, x.day, x.category });
                });

            migrationBuilder.CreateTable(
                name: "told_apart",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    said_by = table.Column<Guid>(type: "uuid", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_told_apart", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trail",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cause_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subjects = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    opens_with = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trail", x => x.id);
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
                name: "triage_balance",
                columns: table => new
                {
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    units = table.Column<long>(type: "bigint", nullable: false),
                    last_turn = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triage_balance", x => new { x.department_id, x.doctor_id });
                });

            migrationBuilder.CreateTable(
                name: "triage_book",
                columns: table => new
                {
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_line = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triage_book", x => x.department_id);
                });

            migrationBuilder.CreateTable(
                name: "triage_decision",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pays = table.Column<bool>(type: "boolean", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    instead_of = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: false),
                    candidates = table.Column<string>(type: "jsonb", nullable: false),
                    reversed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reversed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triage_decision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "triage_entry",
                columns: table => new
                {
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tenths = table.Column<int>(type: "integer", nullable: false),
                    credit = table.Column<long>(type: "bigint", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    balance_after = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triage_entry", x => new { x.department_id, x.line, x.doctor_id });
                });

            migrationBuilder.CreateTable(
                name: "unmasking",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fields = table.Column<string[]>(type: "text[]", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    shown_to = table.Column<Guid>(type: "uuid", nullable: false),
                    shown_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unmasking", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "visit_card",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    issued_by = table.Column<Guid>(type: "uuid", nullable: false),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_card", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "visit_type_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    was = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    became = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_type_change", x => x.id);
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

            migrationBuilder.CreateTable(
                name: "appointment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    engagement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    doctor_named = table.Column<bool>(type: "boolean", nullable: false),
                    room_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    expected_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    held_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    notice_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    no_show_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    no_show_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason_code = table.Column<string>(type: "text", nullable: true),
                    absence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
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
                name: "visit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    branch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    engagement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ticket_category = table.Column<string>(type: "text", nullable: false),
                    ticket_number = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_in_by = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    doctor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    triaged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    triaged_by = table.Column<Guid>(type: "uuid", nullable: true),
                    notified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pickup_due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pickup_overdue = table.Column<bool>(type: "boolean", nullable: false),
                    collected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    collected_by = table.Column<Guid>(type: "uuid", nullable: true),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    planned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    consented_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    treated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    return_date = table.Column<DateOnly>(type: "date", nullable: true),
                    chart_returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    chart_received_by = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    completed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    purchased = table.Column<bool>(type: "boolean", nullable: false),
                    charge = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: true),
                    charge_currency = table.Column<string>(type: "text", nullable: true),
                    paid = table.Column<bool>(type: "boolean", nullable: false),
                    farewelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    voided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    void_reason_code = table.Column<string>(type: "text", nullable: true),
                    void_reason = table.Column<string>(type: "text", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    left_reason_code = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    said_version = table.Column<int>(type: "integer", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                    variant = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    registration_fee = table.Column<decimal>(type: "numeric(14,2)", precision: 14, scale: 2, nullable: false),
                    enquired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    enquired_by = table.Column<Guid>(type: "uuid", nullable: true),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    registered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    queue_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type_confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    type_confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    waiting_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    placed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    expected_minutes = table.Column<int>(type: "integer", nullable: true),
                    waited_too_long = table.Column<bool>(type: "boolean", nullable: false),
                    first_served_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    comforted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    away_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    led_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    led_in_by = table.Column<Guid>(type: "uuid", nullable: true),
                    chart_place = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_client_id",
                        column: x => x.client_id,
                        principalTable: "client",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateIndex(
                name: "ix_absence_employee_id_ends_at",
                table: "absence",
                columns: new[] { "employee_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "appointment_one_of_engagement",
                table: "appointment",
                column: "engagement_id",
                unique: true,
                filter: "engagement_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_absence_id",
                table: "appointment",
                column: "absence_id",
                filter: "absence_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_branch_id_day_starts_at_id",
                table: "appointment",
                columns: new[] { "branch_id", "day", "starts_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_client_id_ends_at",
                table: "appointment",
                columns: new[] { "client_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_department_id_ends_at",
                table: "appointment",
                columns: new[] { "department_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_doctor_id_ends_at",
                table: "appointment",
                columns: new[] { "doctor_id", "ends_at" });

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
                name: "ix_appointment_step_appointment_id_at",
                table: "appointment_step",
                columns: new[] { "appointment_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_area_check_branch_id_day",
                table: "area_check",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_arrival_branch_id_day",
                table: "arrival",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_record_id_at",
                table: "audit",
                columns: new[] { "record_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_board_change_board_id_at",
                table: "board_change",
                columns: new[] { "board_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_campaign_branch_id_id",
                table: "campaign",
                columns: new[] { "branch_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_charge_visit_id",
                table: "charge",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "chart_entry_once",
                table: "chart_entry",
                columns: new[] { "visit_id", "kind", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_chart_error_branch_id_found_at_id",
                table: "chart_error",
                columns: new[] { "branch_id", "found_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_chart_error_open",
                table: "chart_error",
                columns: new[] { "branch_id", "found_at" },
                filter: "corrected_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_chart_move_visit_id",
                table: "chart_move",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "client_id_number_once",
                table: "client",
                columns: new[] { "branch_id", "id_number_trace" },
                unique: true,
                filter: "id_number_trace IS NOT NULL AND merged_into IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_chart_number",
                table: "client",
                columns: new[] { "branch_id", "chart_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_judged_at_id",
                table: "client",
                columns: new[] { "branch_id", "judged_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_name_latin_id",
                table: "client",
                columns: new[] { "branch_id", "name_latin", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_name_simplified_id",
                table: "client",
                columns: new[] { "branch_id", "name_simplified", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_phone_tail_trace_id",
                table: "client",
                columns: new[] { "branch_id", "phone_tail_trace", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_phone_trace",
                table: "client",
                columns: new[] { "branch_id", "phone_trace" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_segment_id",
                table: "client",
                columns: new[] { "branch_id", "segment", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_visit_card_number",
                table: "client",
                columns: new[] { "branch_id", "visit_card_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_client_id_number_trace",
                table: "client",
                column: "id_number_trace",
                filter: "id_number_trace IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_client_merged_into",
                table: "client",
                column: "merged_into",
                filter: "merged_into IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "client_consent_once",
                table: "client_consent",
                columns: new[] { "client_id", "kind" },
                unique: true,
                filter: "withdrawn_at IS NULL AND kind <> 'Disclosure'");

            migrationBuilder.CreateIndex(
                name: "ix_client_consent_client_id_given_at",
                table: "client_consent",
                columns: new[] { "client_id", "given_at" });

            migrationBuilder.CreateIndex(
                name: "client_merge_once",
                table: "client_merge",
                column: "merged_id",
                unique: true,
                filter: "separated_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_client_merge_kept_id",
                table: "client_merge",
                column: "kept_id");

            migrationBuilder.CreateIndex(
                name: "ix_complaint_flag_client_id",
                table: "complaint_flag",
                column: "client_id",
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_coverage_gap_roster_id",
                table: "coverage_gap",
                column: "roster_id");

            migrationBuilder.CreateIndex(
                name: "department_code_once",
                table: "department",
                columns: new[] { "branch_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_diagnosis_branch_id_day",
                table: "diagnosis",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_client_id_disclosed_at",
                table: "disclosure",
                columns: new[] { "client_id", "disclosed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_doctor_branch_id",
                table: "doctor",
                column: "branch_id");

            migrationBuilder.CreateIndex(
                name: "ix_doctor_department_id",
                table: "doctor",
                column: "department_id");

            migrationBuilder.CreateIndex(
                name: "ix_due_due_at",
                table: "due",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_due_subject_id_kind_rung",
                table: "due",
                columns: new[] { "subject_id", "kind", "rung" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_early_awaited_id",
                table: "early",
                column: "awaited_id");

            migrationBuilder.CreateIndex(
                name: "ix_early_queue_message_id",
                table: "early",
                columns: new[] { "queue", "message_id" },
                unique: true);

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
                name: "ix_identity_check_visit_id",
                table: "identity_check",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_at",
                table: "inbox",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "informed_consent_in_order",
                table: "informed_consent",
                columns: new[] { "visit_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "informed_consent_one_to_a_plan",
                table: "informed_consent",
                columns: new[] { "visit_id", "plan_version" },
                unique: true,
                filter: "state <> 'Withdrawn'");

            migrationBuilder.CreateIndex(
                name: "ix_level_change_member_id_changed_at",
                table: "level_change",
                columns: new[] { "member_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_member_branch_id_id",
                table: "member",
                columns: new[] { "branch_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_member_client_id_enrolled_at",
                table: "member",
                columns: new[] { "client_id", "enrolled_at" });

            migrationBuilder.CreateIndex(
                name: "member_once",
                table: "member",
                column: "client_id",
                unique: true,
                filter: "state = 'Enrolled'");

            migrationBuilder.CreateIndex(
                name: "member_level_code_once",
                table: "member_level",
                columns: new[] { "branch_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_merge_move_merge_id",
                table: "merge_move",
                column: "merge_id");

            migrationBuilder.CreateIndex(
                name: "ix_parked_queue_message_id",
                table: "parked",
                columns: new[] { "queue", "message_id" },
                unique: true);

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
                name: "ix_policy_key_branch_id_from_confirmation",
                table: "policy",
                columns: new[] { "key", "branch_id", "from", "confirmation" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_preparation_branch_id_day",
                table: "preparation",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_queue_jump_visit_id",
                table: "queue_jump",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_closing_branch_id_day",
                table: "record_closing",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "roster_one_of_day",
                table: "roster",
                columns: new[] { "branch_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_segment_change_client_id_changed_at",
                table: "segment_change",
                columns: new[] { "client_id", "changed_at" });

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
                name: "ix_started_page_branch_id_day",
                table: "started_page",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_started_page_branch_id_started_at_id",
                table: "started_page",
                columns: new[] { "branch_id", "started_at", "id" },
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_status_board_branch_id_day",
                table: "status_board",
                columns: new[] { "branch_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_told_apart_client_id",
                table: "told_apart",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_told_apart_other_id",
                table: "told_apart",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_trail_case_id_at",
                table: "trail",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_trail_message_id",
                table: "trail",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_treatment_step_visit_id",
                table: "treatment_step",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_triage_decision_department_id_doctor_id_line",
                table: "triage_decision",
                columns: new[] { "department_id", "doctor_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_triage_decision_visit_id_decided_at",
                table: "triage_decision",
                columns: new[] { "visit_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "triage_one_standing",
                table: "triage_decision",
                column: "visit_id",
                unique: true,
                filter: "reversed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_triage_entry_decision_id",
                table: "triage_entry",
                column: "decision_id");

            migrationBuilder.CreateIndex(
                name: "ix_unmasking_client_id_shown_at",
                table: "unmasking",
                columns: new[] { "client_id", "shown_at" });

            migrationBuilder.CreateIndex(
                name: "ix_visit_branch_id_day_ticket_category_ticket_number",
                table: "visit",
                columns: new[] { "branch_id", "day", "ticket_category", "ticket_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_client_id_completed_at",
                table: "visit",
                columns: new[] { "client_id", "completed_at" });

            migrationBuilder.CreateIndex(
                name: "visit_one_open",
                table: "visit",
                columns: new[] { "client_id", "branch_id", "day" },
                unique: true,
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_visit_card_branch_id_number",
                table: "visit_card",
                columns: new[] { "branch_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visit_card_client_id_issued_at",
                table: "visit_card",
                columns: new[] { "client_id", "issued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_visit_type_change_visit_id",
                table: "visit_type_change",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_waiting_care_visit_id",
                table: "waiting_care",
                column: "visit_id");

            // No doctor, no client and no room is in two appointments at once, whoever books, and nobody stands at two posts (R-281);
            // the model cannot say it of spans of time.
            migrationBuilder.Sql(
                """
                ALTER TABLE appointment
                  ADD CONSTRAINT appointment_doctor_once_at_a_time
                    EXCLUDE USING gist (doctor_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
                    WHERE (state IN ('Held', 'Booked', 'Notified', 'CheckedIn')),
                  ADD CONSTRAINT appointment_client_once_at_a_time
                    EXCLUDE USING gist (client_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
                    WHERE (state IN ('Held', 'Booked', 'Notified', 'CheckedIn')),
                  ADD CONSTRAINT appointment_room_once_at_a_time
                    EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
                    WHERE (state IN ('Held', 'Booked', 'Notified', 'CheckedIn'));
                ALTER TABLE shift ADD CONSTRAINT shift_one_post_at_a_time
                  EXCLUDE USING gist (employee_id WITH =, tstzrange(starts_at, ends_at) WITH &&);
                """);

            // Defaults that columns got when they were added to tables with rows; kept, so that all databases are the same.
            migrationBuilder.Sql(
                """
                ALTER TABLE appointment ALTER channel SET DEFAULT 'Escort';
                ALTER TABLE chart_entry ALTER version SET DEFAULT 1;
                ALTER TABLE client
                  ALTER care_consent SET DEFAULT false, ALTER marketing_consent SET DEFAULT false,
                  ALTER judged_at SET DEFAULT '-infinity', ALTER name_latin SET DEFAULT '', ALTER name_simplified SET DEFAULT '',
                  ALTER registered_by SET DEFAULT '00000000-0000-0000-0000-000000000000', ALTER said_version SET DEFAULT 0,
                  ALTER segment SET DEFAULT '', ALTER segment_is_marked SET DEFAULT false;
                ALTER TABLE visit
                  ALTER waited_too_long SET DEFAULT false, ALTER chart_place SET DEFAULT '', ALTER queue_at SET DEFAULT '-infinity',
                  ALTER registration_fee SET DEFAULT 0.0, ALTER variant SET DEFAULT '', ALTER plan_version SET DEFAULT 0;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "appointment_step");

            migrationBuilder.DropTable(
                name: "area_check");

            migrationBuilder.DropTable(
                name: "arrival");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "board_change");

            migrationBuilder.DropTable(
                name: "board_line");

            migrationBuilder.DropTable(
                name: "board_reading");

            migrationBuilder.DropTable(
                name: "branch");

            migrationBuilder.DropTable(
                name: "campaign");

            migrationBuilder.DropTable(
                name: "campaign_target");

            migrationBuilder.DropTable(
                name: "charge");

            migrationBuilder.DropTable(
                name: "chart_counter");

            migrationBuilder.DropTable(
                name: "chart_entry");

            migrationBuilder.DropTable(
                name: "chart_error");

            migrationBuilder.DropTable(
                name: "chart_move");

            migrationBuilder.DropTable(
                name: "client_consent");

            migrationBuilder.DropTable(
                name: "client_merge");

            migrationBuilder.DropTable(
                name: "clock");

            migrationBuilder.DropTable(
                name: "complaint_flag");

            migrationBuilder.DropTable(
                name: "coverage_gap");

            migrationBuilder.DropTable(
                name: "department");

            migrationBuilder.DropTable(
                name: "diagnosis");

            migrationBuilder.DropTable(
                name: "directory_change");

            migrationBuilder.DropTable(
                name: "directory_version");

            migrationBuilder.DropTable(
                name: "disclosure");

            migrationBuilder.DropTable(
                name: "doctor");

            migrationBuilder.DropTable(
                name: "due");

            migrationBuilder.DropTable(
                name: "early");

            migrationBuilder.DropTable(
                name: "excuse");

            migrationBuilder.DropTable(
                name: "floor_report");

            migrationBuilder.DropTable(
                name: "forgetting");

            migrationBuilder.DropTable(
                name: "hand_off");

            migrationBuilder.DropTable(
                name: "identity_check");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "informed_consent");

            migrationBuilder.DropTable(
                name: "items_returned");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "level_change");

            migrationBuilder.DropTable(
                name: "member");

            migrationBuilder.DropTable(
                name: "member_level");

            migrationBuilder.DropTable(
                name: "merge_move");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked");

            migrationBuilder.DropTable(
                name: "place");

            migrationBuilder.DropTable(
                name: "policy");

            migrationBuilder.DropTable(
                name: "preparation");

            migrationBuilder.DropTable(
                name: "queue_jump");

            migrationBuilder.DropTable(
                name: "record_closing");

            migrationBuilder.DropTable(
                name: "segment_change");

            migrationBuilder.DropTable(
                name: "shift");

            migrationBuilder.DropTable(
                name: "shortage");

            migrationBuilder.DropTable(
                name: "staff_member");

            migrationBuilder.DropTable(
                name: "started");

            migrationBuilder.DropTable(
                name: "started_page");

            migrationBuilder.DropTable(
                name: "status_board");

            migrationBuilder.DropTable(
                name: "ticket_counter");

            migrationBuilder.DropTable(
                name: "told_apart");

            migrationBuilder.DropTable(
                name: "trail");

            migrationBuilder.DropTable(
                name: "treatment_step");

            migrationBuilder.DropTable(
                name: "triage_balance");

            migrationBuilder.DropTable(
                name: "triage_book");

            migrationBuilder.DropTable(
                name: "triage_decision");

            migrationBuilder.DropTable(
                name: "triage_entry");

            migrationBuilder.DropTable(
                name: "unmasking");

            migrationBuilder.DropTable(
                name: "visit");

            migrationBuilder.DropTable(
                name: "visit_card");

            migrationBuilder.DropTable(
                name: "visit_type_change");

            migrationBuilder.DropTable(
                name: "waiting_care");

            migrationBuilder.DropTable(
                name: "appointment");

            migrationBuilder.DropTable(
                name: "roster");

            migrationBuilder.DropTable(
                name: "client");
        }
    }
}
