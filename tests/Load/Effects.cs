using System.Diagnostics;
using Clinic.TestSupport;
using Npgsql;
using RabbitMQ.Client;

namespace Clinic.Load;

/// <summary>How long after one service's answer the other has committed what follows from it, and how fast an outbox empties.</summary>
static class Effects
{
    /// <summary>Completes visits at fifty a second and watches Payroll's ledger.</summary>
    public static async Task<(double P50, double P99)> Latency(Stack stack, Desks desks)
    {
        const int visits = 400;
        List<(VisitStory Visit, Branch Branch)> ready = [];
        foreach (var group in Enumerable.Range(0, visits).Chunk(Desks.Count))
            ready.AddRange(
                await Task.WhenAll(
                    group.Select(async number =>
                    {
                        var branch = desks.Branches[number % Desks.Count];
                        return (await branch.Arrives(await branch.NewClient()).Until("chart-return"), branch);
                    })
                )
            );

        await using NpgsqlConnection watching = new(stack.Administrator("payroll"));
        await watching.OpenAsync();
        await using NpgsqlCommand look = new("SELECT EXISTS (SELECT FROM accrual WHERE visit_id = $1)", watching)
        {
            Parameters = { new NpgsqlParameter<Guid>() },
        };
        await look.PrepareAsync();
        List<double> times = [];
        using PeriodicTimer beat = new(TimeSpan.FromMilliseconds(20)),
            pause = new(TimeSpan.FromMilliseconds(1));
        foreach (var (visit, _) in ready)
        {
            await beat.WaitForNextTickAsync();
            (await visit.Complete()).Ok();
            var committed = Stopwatch.GetTimestamp();
            ((NpgsqlParameter<Guid>)look.Parameters[0]).TypedValue = visit.Id;
            // Looking without a pause would take half of the machine from those who are looked at.
            while (!(bool)(await look.ExecuteScalarAsync())!)
                await pause.WaitForNextTickAsync();
            times.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
        }
        // The first few pay for code that was never run before.
        var sorted = times.Skip(visits / 4).Order().ToArray();
        return (Gauge.At(sorted, 0.5), Gauge.At(sorted, 0.99));
    }

    /// <summary>Rows of one service's outbox sent and forgotten, a second.</summary>
    public static async Task<double> Drain(Stack stack, Desks desks)
    {
        const int rows = 20_000;
        var held = await HoldBack(stack, "registration");
        var branch = desks.Branches[0];
        await branch.Arrives(await branch.NewClient()).Until("completion");
        await stack.Sql<int>(
            "registration",
            $"""
            INSERT INTO outbox (message_id, exchange, routing_key, body, attempts, not_before)
            SELECT gen_random_uuid(), 'Clinic.Registration.Contracts:Drain', '', body, 0, not_before FROM outbox, generate_series(1, {rows})
              WHERE exchange LIKE '%:VisitCompleted' LIMIT {rows};
            SELECT 1
            """
        );
        await using var connection = await new ConnectionFactory { Uri = new(stack.Amqp) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("Clinic.Registration.Contracts:Drain", "fanout", durable: true);
        await channel.QueueDeclareAsync(
            "load-drain",
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }
        );
        await channel.QueueBindAsync("load-drain", "Clinic.Registration.Contracts:Drain", "");

        await held.DisposeAsync();
        await Eventually.Sees(() => Left(stack, "registration"), left => left <= rows - 500);
        var began = Stopwatch.StartNew();
        var atFirst = await Left(stack, "registration");
        await Eventually.Sees(() => Left(stack, "registration"), left => left == 0, TimeSpan.FromSeconds(120));
        var perSecond = atFirst / began.Elapsed.TotalSeconds;
        await channel.QueueDeleteAsync("load-drain");
        await channel.ExchangeDeleteAsync("Clinic.Registration.Contracts:Drain");
        return perSecond;
    }

    /// <summary>
    /// Takes the sender's lease away from a service, as another copy of it would, so that nothing is sent until this is disposed.
    /// </summary>
    public static async Task<IAsyncDisposable> HoldBack(Stack stack, string database)
    {
        var sender = Guid.CreateVersion7();
        // A sender lives as long as a connection that carries its name.
        NpgsqlConnection alive = new(
            new NpgsqlConnectionStringBuilder(stack.Administrator(database)) { ApplicationName = $"outbox {sender}" }.ConnectionString
        );
        await alive.OpenAsync();
        await stack.Sql<int>(
            database,
            $"INSERT INTO lease (name, owner, epoch, until) VALUES ('outbox', '{sender}', 1, 'infinity') ON CONFLICT (name) DO UPDATE "
                + $"SET owner = '{sender}', epoch = lease.epoch + 1, until = 'infinity'; SELECT 1"
        );
        // The sender holds on to its lease for half of its time before it asks again.
        using PeriodicTimer asked = new(TimeSpan.FromSeconds(6));
        await asked.WaitForNextTickAsync();
        return alive;
    }

    /// <summary>Rows that are not sent yet.</summary>
    public static async Task<long> Left(Stack stack, string database) =>
        (await stack.Sql<long>(database, "SELECT count(*) FROM outbox"))[0];

    /// <summary>Seconds until everything said has had its effect at everybody who hears it.</summary>
    public static async Task<double> Settled(Stack stack)
    {
        var clock = Stopwatch.StartNew();
        await Eventually.Sees(() => Consequences.Missing(stack), missing => missing.Count == 0, TimeSpan.FromSeconds(120));
        return clock.Elapsed.TotalSeconds;
    }
}
