using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Clinic.Registration.Migrations
{
    /// <inheritdoc />
    public partial class ClientRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Clients.ClientsModel.NobodyUnsealed);

            migrationBuilder.DropIndex(
                name: "client_id_number_once",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_name",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_phone",
                table: "client");

            migrationBuilder.DropIndex(
                name: "chart_entry_once",
                table: "chart_entry");

            migrationBuilder.DropColumn(
                name: "address",
                table: "client");

            migrationBuilder.DropColumn(
                name: "id_number",
                table: "client");

            migrationBuilder.DropColumn(
                name: "phone",
                table: "client");

            migrationBuilder.AddColumn<int>(
                name: "plan_version",
                table: "visit",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "type_confirmed_at",
                table: "visit",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "type_confirmed_by",
                table: "visit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "archived_at",
                table: "client",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "care_consent",
                table: "client",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "data_key",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "forgotten_at",
                table: "client",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "id_number_trace",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "judged_at",
                table: "client",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<bool>(
                name: "marketing_consent",
                table: "client",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into",
                table: "client",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_latin",
                table: "client",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "name_simplified",
                table: "client",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "no_id_card",
                table: "client",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "phone_tail_trace",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "phone_trace",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "registered_by",
                table: "client",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "said_version",
                table: "client",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_address",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_id_number",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "sealed_phone",
                table: "client",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "segment",
                table: "client",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "segment_is_marked",
                table: "client",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "chart_entry",
                type: "integer",
                nullable: false,
                defaultValue: 1);

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

            migrationBuilder.CreateIndex(
                name: "client_id_number_once",
                table: "client",
                columns: new[] { "branch_id", "id_number_trace" },
                unique: true,
                filter: "id_number_trace IS NOT NULL AND merged_into IS NULL");

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
                name: "chart_entry_once",
                table: "chart_entry",
                columns: new[] { "visit_id", "kind", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_campaign_branch_id_id",
                table: "campaign",
                columns: new[] { "branch_id", "id" });

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
                name: "ix_diagnosis_branch_id_day",
                table: "diagnosis",
                columns: new[] { "branch_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_disclosure_client_id_disclosed_at",
                table: "disclosure",
                columns: new[] { "client_id", "disclosed_at" });

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
                name: "ix_segment_change_client_id_changed_at",
                table: "segment_change",
                columns: new[] { "client_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_started_page_branch_id_started_at_id",
                table: "started_page",
                columns: new[] { "branch_id", "started_at", "id" },
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_told_apart_client_id",
                table: "told_apart",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_told_apart_other_id",
                table: "told_apart",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_unmasking_client_id_shown_at",
                table: "unmasking",
                columns: new[] { "client_id", "shown_at" });

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

            migrationBuilder.Sql(Clients.ClientsModel.BeginRounds);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "campaign");

            migrationBuilder.DropTable(
                name: "campaign_target");

            migrationBuilder.DropTable(
                name: "chart_error");

            migrationBuilder.DropTable(
                name: "client_consent");

            migrationBuilder.DropTable(
                name: "client_merge");

            migrationBuilder.DropTable(
                name: "diagnosis");

            migrationBuilder.DropTable(
                name: "disclosure");

            migrationBuilder.DropTable(
                name: "forgetting");

            migrationBuilder.DropTable(
                name: "informed_consent");

            migrationBuilder.DropTable(
                name: "items_returned");

            migrationBuilder.DropTable(
                name: "level_change");

            migrationBuilder.DropTable(
                name: "member");

            migrationBuilder.DropTable(
                name: "member_level");

            migrationBuilder.DropTable(
                name: "merge_move");

            migrationBuilder.DropTable(
                name: "segment_change");

            migrationBuilder.DropTable(
                name: "started_page");

            migrationBuilder.DropTable(
                name: "told_apart");

            migrationBuilder.DropTable(
                name: "unmasking");

            migrationBuilder.DropTable(
                name: "visit_card");

            migrationBuilder.DropTable(
                name: "visit_type_change");

            migrationBuilder.DropIndex(
                name: "client_id_number_once",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_judged_at_id",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_name_latin_id",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_name_simplified_id",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_phone_tail_trace_id",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_phone_trace",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_branch_id_segment_id",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_id_number_trace",
                table: "client");

            migrationBuilder.DropIndex(
                name: "ix_client_merged_into",
                table: "client");

            migrationBuilder.DropIndex(
                name: "chart_entry_once",
                table: "chart_entry");

            migrationBuilder.DropColumn(
                name: "plan_version",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "type_confirmed_at",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "type_confirmed_by",
                table: "visit");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "client");

            migrationBuilder.DropColumn(
                name: "care_consent",
                table: "client");

            migrationBuilder.DropColumn(
                name: "data_key",
                table: "client");

            migrationBuilder.DropColumn(
                name: "forgotten_at",
                table: "client");

            migrationBuilder.DropColumn(
                name: "id_number_trace",
                table: "client");

            migrationBuilder.DropColumn(
                name: "judged_at",
                table: "client");

            migrationBuilder.DropColumn(
                name: "marketing_consent",
                table: "client");

            migrationBuilder.DropColumn(
                name: "merged_into",
                table: "client");

            migrationBuilder.DropColumn(
                name: "name_latin",
                table: "client");

            migrationBuilder.DropColumn(
                name: "name_simplified",
                table: "client");

            migrationBuilder.DropColumn(
                name: "no_id_card",
                table: "client");

            migrationBuilder.DropColumn(
                name: "phone_tail_trace",
                table: "client");

            migrationBuilder.DropColumn(
                name: "phone_trace",
                table: "client");

            migrationBuilder.DropColumn(
                name: "registered_by",
                table: "client");

            migrationBuilder.DropColumn(
                name: "said_version",
                table: "client");

            migrationBuilder.DropColumn(
                name: "sealed_address",
                table: "client");

            migrationBuilder.DropColumn(
                name: "sealed_id_number",
                table: "client");

            migrationBuilder.DropColumn(
                name: "sealed_phone",
                table: "client");

            migrationBuilder.DropColumn(
                name: "segment",
                table: "client");

            migrationBuilder.DropColumn(
                name: "segment_is_marked",
                table: "client");

            migrationBuilder.DropColumn(
                name: "version",
                table: "chart_entry");

            migrationBuilder.AddColumn<string>(
                name: "address",
                table: "client",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "id_number",
                table: "client",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "phone",
                table: "client",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "client_id_number_once",
                table: "client",
                columns: new[] { "branch_id", "id_number" },
                unique: true,
                filter: "id_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_name",
                table: "client",
                columns: new[] { "branch_id", "name" })
                .Annotation("Npgsql:IndexOperators", new[] { "uuid_ops", "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_client_branch_id_phone",
                table: "client",
                columns: new[] { "branch_id", "phone" });

            migrationBuilder.CreateIndex(
                name: "chart_entry_once",
                table: "chart_entry",
                columns: new[] { "visit_id", "kind" },
                unique: true);
        }
    }
}
