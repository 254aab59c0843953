using System.Diagnostics;
using System.Text.Json;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.Load;

/// <summary>
/// What people look at all day, one person at a time through the gateway: the work list of a busy branch, the history of a client of many
/// years, who the clients of a long list are; and how soon what waits is on a list that is open.
/// </summary>
static class Reads
{
    const int Rounds = 400,
        Warm = 100,
        Items = 200,
        Visits = 500,
        Seen = 40;

    /// <summary>Measures and says the figures beside their targets.</summary>
    public static async Task Measure(Stack stack, ClinicGroup group, Report report)
    {
        var branch = await (await group.OpenBranch("GeneralClinic")).Staffed(doctors: 2);
        var client = await branch.NewClient();
        await branch.Arrives(client).Until("completion");
        // There is no other client yet, so all visits are this one's.
        await YearsOfVisits.Load(stack.Administrator("registration"), clients: 1, Visits);
        await Fill(stack, branch);
        List<Guid> clients = [];
        while (clients.Count < Items)
            clients.Add(await branch.NewClient());

        var desk = await branch.Receptionist.Token(anew: true);
        using RawHttp http = new(group.Platform.Gateway);
        var names = $$"""{"ids":["{{string.Join("\",\"", clients)}}"],"purpose":"Visit"}""";
        Say($"work list, {Items} open items, one service", 50, "GET", $"/api/registration/worklist?branch={branch.Id}&limit=200", null);
        Say($"work list, {Items} open items, all services", 50, "GET", $"/worklist?branch={branch.Id}&limit=200", null);
        Say($"history of a client with {Visits} visits", 50, "GET", $"/api/registration/clients/{client}/history?limit=50", null);
        Say($"names of {Items} clients", 10, "POST", "/api/registration/clients/names", names);
        await ItemsSeen(branch, report);

        void Say(string what, double most, string method, string path, string? body)
        {
            var request = RawHttp.Request(method, path, desk, body);
            List<double> times = [];
            for (var round = -Warm; round < Rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                if (http.Send(request) is var status and (< 200 or >= 300))
                    throw new InvalidOperationException($"{what} was answered {status}.");
                if (round >= 0)
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            var sorted = times.Order().ToArray();
            var (p50, p99) = (Gauge.At(sorted, 0.5), Gauge.At(sorted, 0.99));
            report.Line($"{what}, p99", $"{p99:0.0} ms (median {p50:0.0} ms)", $"< {most:0} ms", p99 < most);
        }
    }

    // From the answer of the act that makes an item to the item on a list that is open at the gateway.
    static async Task ItemsSeen(Branch branch, Report report)
    {
        var kind = "registration-visit.chart-return";
        await using var screen = await branch.Receptionist.Watch($"/worklist/live?branch={branch.Id}&kind={kind}");
        List<double> times = [];
        for (var number = 0; number < Seen; number++)
        {
            var visit = branch.Arrives(await branch.NewClient());
            await visit.Until("consent");
            (await visit.Treat()).Ok();
            var began = Stopwatch.GetTimestamp();
            await screen.Sees(list => Subjects(list).Contains(visit.Id));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            (await visit.ReturnChart()).Ok();
        }
        var p99 = Gauge.At([.. times.Order()], 0.99);
        report.Line($"an item on an open list, the longest of {Seen}", $"{p99:0} ms", "≤ 1000 ms", p99 <= 1000);
    }

    static IEnumerable<Guid> Subjects(JsonElement list) =>
        list.ValueKind == JsonValueKind.Object
            ? list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("subjectId").GetGuid())
            : [];

    // Bookings of which the clients have to be told.
    static async Task Fill(Stack stack, Branch branch)
    {
        await using NpgsqlConnection database = new(stack.Administrator("registration"));
        await database.OpenAsync();
        await using NpgsqlCommand fill = new(
            """
            INSERT INTO work_item (id, kind, subject_id, branch_id, since, due_at)
            SELECT gen_random_uuid(), 'registration-appointment.notice', gen_random_uuid(), $1, now(), now() + number * interval '1 hour'
            FROM generate_series(1, $2) AS number
            """,
            database
        )
        {
            Parameters =
            {
                new() { Value = branch.Id },
                new() { Value = Items },
            },
        };
        await fill.ExecuteNonQueryAsync();
    }
}
