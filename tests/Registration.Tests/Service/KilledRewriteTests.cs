using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

/// <summary>A service that dies, twice, while it rewrites the clients of the build before.</summary>
public sealed class KilledRewriteTests
{
    const string Earlier = "client WHERE spelling_edition = 0";

    [Fact]
    public async Task Rewriting_that_died_in_the_middle_goes_on_where_it_was_and_each_client_is_rewritten_once()
    {
        EarlierClients earlier = new();
        var database = await TestDatabase.New("registration");
        await earlier.WriteTo(database);
        var amqp = await Servers.NewVirtualHost();
        var (clients, left, traces) = (await database.Count("client"), await database.Count(Earlier), await Traces());

        // Three slices: one is written before the second dies, then one and no more.
        foreach (var death in new[] { $"{FailPoints.BeforeCommit}:2:kill", $"{FailPoints.AfterCommit}:1:kill" })
        {
            await using var doomed = await ServiceProcess.Start("registration", database, amqp, death);
            await Eventually.Is(() => Task.FromResult(doomed.HasEnded));
            var now = await database.Count(Earlier);
            Assert.InRange(now, 1, left - 1);
            left = now;
        }
        await using var after = await ServiceProcess.Start("registration", database, amqp, null);
        await Eventually.Is(async () => await database.Count(Earlier) == 0);
        await Eventually.Is(async () => await database.Count("due WHERE kind = 'clients-rewriting'") == 0);

        Assert.Equal(clients, await database.Count("client"));
        Assert.Equal(traces, await Traces());
        Assert.Equal(
            clients,
            await database.Count("audit WHERE kind = 'Modified' AND record = 'Client' AND actor = 'system:clients-rewriting'")
        );
        Assert.Equal(["TaiwanCard"], await database.Sql<string>($"SELECT id_kind FROM client WHERE id = '{earlier.Zeng}'"));
        Assert.Equal(["张伟"], await database.Sql<string>($"SELECT name FROM client WHERE id = '{earlier.Unseen}'"));
        var found = await after
            .At(earlier.Branch, "clients.read")
            .Post("/clients/search", new { branchId = earlier.Branch, name = "zeng xiao" });
        Assert.Equal([earlier.Zeng], found.Ok().Body.EnumerateArray().Select(client => client.GetProperty("id").GetGuid()));

        // What a client is found by.
        Task<List<string>> Traces() =>
            database.Sql<string>("SELECT concat_ws(' ', id, phone_trace, phone_tail_trace, id_number_trace) FROM client ORDER BY id");
    }
}
