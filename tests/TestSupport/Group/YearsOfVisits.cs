using Npgsql;

namespace Clinic.TestSupport;

/// <summary>
/// What a group has gathered after years, put into Registration's database by COPY: clients and their closed visits, alike to the
/// first ones that came by the front door, spread over branches and days. Numbers and traces are made up; nobody is behind them.
/// </summary>
public static class YearsOfVisits
{
    const int VisitsADay = 150;

    /// <summary>Adds clients, and visits with their triage, up to these counts.</summary>
    /// <param name="administrator">Connection string of the server's administrator to Registration's database.</param>
    public static async Task Load(string administrator, int clients, int visits)
    {
        await Fill(
            administrator,
            "client",
            clients,
            """
            SELECT filled.* FROM (SELECT * FROM client ORDER BY registered_at LIMIT 1) AS first, (SELECT count(*) AS there
              FROM client) AS clients,
              generate_series(clients.there + 1, @wanted) AS number,
              LATERAL (SELECT (SELECT id FROM branch ORDER BY id OFFSET number % (SELECT count(*) FROM branch) LIMIT 1) AS branch) AS place,
              LATERAL jsonb_populate_record(NULL::client, to_jsonb(first) || jsonb_build_object(
                'id', gen_random_uuid(), 'branch_id', place.branch, 'chart_number', 'Y' || number, 'visit_card_number', 'YV' || number,
                'name', 'Year ' || number, 'name_simplified', 'year ' || number, 'name_latin', md5(number::text),
                'phone_trace', sha256(('p' || number)::bytea), 'phone_tail_trace', sha256(('t' || number % 10000)::bytea),
                  'id_number_trace', sha256(('i' || number)::bytea))) AS filled
            """
        );
        await Fill(
            administrator,
            "visit",
            visits,
            $"""
            SELECT filled.* FROM (SELECT * FROM visit WHERE closed_at IS NOT NULL
              ORDER BY arrived_at LIMIT 1) AS first, (SELECT count(*) AS there FROM visit) AS visits,
              (SELECT array_agg(id) AS ids, array_agg(branch_id) AS branches, count(*)::int AS there FROM client) AS clients,
              generate_series(visits.there + 1, @wanted) AS number,
              LATERAL jsonb_populate_record(NULL::visit, to_jsonb(first) || jsonb_build_object(
                'id', gen_random_uuid(), 'client_id', clients.ids[1 + number % clients.there], 'branch_id', clients.branches[1 + number %
                  clients.there],
                'day', first.day - 1 - (number / {VisitsADay})::int, 'ticket_number', number, 'closed_at', first.closed_at - (number /
                  {VisitsADay}) * interval '1 day',
                'completed_at', first.completed_at - (number / {VisitsADay}) * interval '1 day')) AS filled
            """
        );
        await Fill(
            administrator,
            "arrival",
            visits,
            """
            SELECT filled.* FROM (SELECT * FROM arrival ORDER BY arrived_at LIMIT 1) AS first, visit,
              LATERAL jsonb_populate_record(NULL::arrival, to_jsonb(first) || jsonb_build_object('id', visit.id, 'branch_id',
                visit.branch_id, 'day', visit.day)) AS filled
            WHERE @wanted > 0 AND NOT EXISTS (SELECT FROM arrival AS known WHERE known.id = visit.id)
            """
        );
        await Fill(
            administrator,
            "triage_decision",
            visits,
            """
            SELECT filled.* FROM (SELECT * FROM triage_decision ORDER BY decided_at LIMIT 1) AS first, visit,
              LATERAL jsonb_populate_record(NULL::triage_decision, to_jsonb(first) || jsonb_build_object(
                'id', gen_random_uuid(), 'visit_id', visit.id, 'branch_id', visit.branch_id, 'line', -visit.ticket_number, 'decided_at',
                  visit.completed_at)) AS filled
            WHERE @wanted > 0 AND NOT EXISTS (SELECT FROM triage_decision AS known WHERE known.visit_id = visit.id)
            """
        );
    }

    static async Task Fill(string administrator, string table, int wanted, string rows)
    {
        await using NpgsqlConnection from = new(administrator),
            to = new(administrator);
        await from.OpenAsync();
        await to.OpenAsync();
        var many = wanted.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var filled = rows.Replace("@wanted", many, StringComparison.Ordinal);
        await using (var read = await from.BeginRawBinaryCopyAsync($"COPY ({filled}) TO STDOUT (FORMAT BINARY)"))
        await using (var write = await to.BeginRawBinaryCopyAsync($"COPY {table} FROM STDIN (FORMAT BINARY)"))
            await read.CopyToAsync(write);
        await using NpgsqlCommand analyse = new($"ANALYZE {table}", to) { CommandTimeout = 0 };
        await analyse.ExecuteNonQueryAsync();
    }
}
