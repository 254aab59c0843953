using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Clinic.Registration.Tests.Service;

public sealed class AppointmentPlanTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    static readonly string[] Growing = ["appointment", "appointment_step", "absence", "shift", "client"];

    [Fact]
    public async Task No_question_of_the_appointment_desk_reads_a_growing_table_from_end_to_end()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 3));
        var site = desk.TestSite;
        var chair = await site.Chair();
        await Fill(site);
        using Questions questions = new();

        var client = await site.NewClient();
        var id = await desk.Wish(client);
        (await desk.Clerk.Get($"/appointments/slots?departmentId={site.Department}&day={desk.Tomorrow:O}&clientId={client}")).Ok();
        (await desk.Hold(id, desk.At(9), room: chair)).Ok();
        (await desk.Book(id)).Ok();
        (await desk.Reschedule(id, desk.At(10))).Ok();
        foreach (var kind in new[] { "Requested", "NeedsReschedule", "ToBeTold" })
            await desk.Work(kind);
        (await desk.Clerk.Get($"/appointments?branchId={site.Branch}&day={desk.Tomorrow:O}")).Ok();
        await desk.Steps(id);
        await site.MarkAway(site.Doctors[1].Id, desk.At(8), desk.At(12));
        (await site.CheckIn(client)).Ok();
        (await desk.Cancel(id)).Ok();

        var plans = await questions.Plans(service.Database.Login, site.Branch);
        Assert.True(plans.Count > 20, $"{plans.Count} questions were asked");
        Assert.Empty(
            plans
                .Where(plan =>
                    Growing.Any(table =>
                        plan.Plan.Contains($"Seq Scan on {table} ", StringComparison.Ordinal)
                        || plan.Plan.EndsWith($"Seq Scan on {table}", StringComparison.Ordinal)
                    )
                )
                .Select(plan => $"{plan.Sql}\n{plan.Plan}")
        );
    }

    // Years of a busy branch: past appointments of many doctors and clients, and what happened to them.
    async Task Fill(TestSite site)
    {
        await service.Database.Sql<int>(
            $"""
            INSERT INTO client SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'chart_number', 'F' || n,
              'visit_card_number', 'F' || n, 'name_latin', md5(n::text),
                'phone_trace', sha256(('p' || n)::bytea), 'phone_tail_trace', sha256(('t' || n)::bytea), 'id_number_trace', sha256(('i' ||
                  n)::bytea)))).* FROM (
              SELECT c, n FROM client AS c, generate_series(1, 5000) AS n WHERE c.id = '{await site.NewClient()}') AS copies RETURNING 1
            """
        );
        await service.Database.Sql<int>(
            $"""
            INSERT INTO appointment (id, branch_id, client_id, department_id, doctor_id, doctor_named, starts_at, ends_at, day, state,
              asked_at, answered_at, channel)
            SELECT gen_random_uuid(), '{site.Branch}', c.id, '{site.Department}', d.id, false, at, at + interval '20 minutes', at::date,
              'Fulfilled', at, at, 'Phone'
            FROM (SELECT id, row_number() OVER () AS n FROM client WHERE branch_id = '{site.Branch}') AS c
            CROSS JOIN generate_series(1, 8) AS round
            CROSS JOIN LATERAL (SELECT timestamptz '2020-01-01' + (c.n * 8 + round) * interval '40 minutes' AS at) AS times
            JOIN (SELECT id, row_number() OVER () AS n FROM doctor WHERE branch_id = '{site.Branch}') AS d ON d.n = 1 + (c.n + round) % 3
              RETURNING 1
            """
        );
        await service.Database.Sql<int>(
            $"""
            INSERT INTO appointment_step (id, appointment_id, branch_id, kind, starts_at, actor, at)
            SELECT gen_random_uuid(), id, branch_id, 'Booked', starts_at, 'system:past', starts_at FROM appointment
              WHERE state = 'Fulfilled' RETURNING 1
            """
        );
        await service.Database.Sql<int>(
            $"""
            INSERT INTO absence (id, branch_id, employee_id, kind, starts_at, ends_at, stands, is_leave, said_version)
            SELECT gen_random_uuid(), '{site.Branch}', gen_random_uuid(), 'OnLeave', timestamptz '2020-01-01' + n * interval '1 hour',
              timestamptz '2020-01-02' + n * interval '1 hour', true, true, 1 FROM generate_series(1, 20000) AS n RETURNING 1
            """
        );
        await service.Database.Sql<int>(
            $"INSERT INTO roster (id, branch_id, day, drafts, published_at) SELECT gen_random_uuid(), '{site.Branch}', date "
                + "'2020-01-01' + n, 1, now() FROM generate_series(1, 2000) AS n RETURNING 1"
        );
        await service.Database.Sql<int>(
            """
            INSERT INTO shift (id, roster_id, branch_id, day, employee_id, post, starts_at, ends_at, is_replacement)
            SELECT gen_random_uuid(), id, branch_id, day, gen_random_uuid(), 'Greeter', day + time '08:00', day + time '16:00', false
              FROM roster, generate_series(1, 10) RETURNING 1
            """
        );
        await using NpgsqlConnection connection = new(
            new NpgsqlConnectionStringBuilder(service.Database.Administrator) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using NpgsqlCommand analyze = new("ANALYZE", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>Writes down what the service asks its database, to have each question explained as the service's own login.</summary>
    sealed class Questions : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        readonly ConcurrentDictionary<string, DbCommand> asked = [];
        readonly List<IDisposable> listening = [];

        public Questions() => listening.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public async Task<List<(string Sql, string Plan)>> Plans(string login, Guid branch)
        {
            Dispose();
            await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(login) { Pooling = false }.ConnectionString);
            await connection.OpenAsync();
            await using NpgsqlCommand scope = new(
                $"SELECT set_config('clinic.branches', '{{{branch}}}', false), set_config('clinic.group', '', false)",
                connection
            );
            await scope.ExecuteNonQueryAsync();
            List<(string, string)> plans = [];
            foreach (var (sql, command) in asked)
            {
                foreach (
                    var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Where(text =>
                            Growing.Any(table =>
                                text.Contains($"FROM {table}", StringComparison.Ordinal)
                                || text.Contains($"UPDATE {table}", StringComparison.Ordinal)
                            )
                        )
                )
                {
                    await using NpgsqlCommand explain = new($"EXPLAIN {statement}", connection);
                    foreach (NpgsqlParameter parameter in command.Parameters)
                        explain.Parameters.Add(parameter.Clone());
                    await using var reader = await explain.ExecuteReaderAsync();
                    List<string> plan = [];
                    while (await reader.ReadAsync())
                        plan.Add(reader.GetString(0));
                    plans.Add((statement, string.Join('\n', plan)));
                }
            }
            return plans;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                listening.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (
                value.Key != RelationalEventId.CommandExecuting.Name
                || value.Value is not CommandEventData { Command: NpgsqlCommand command }
            )
                return;
            asked.TryAdd(command.CommandText, command.Clone());
        }

        public void OnError(Exception error) => throw error;

        public void OnCompleted() { }

        public void Dispose()
        {
            foreach (var one in listening)
                one.Dispose();
            listening.Clear();
        }
    }
}
