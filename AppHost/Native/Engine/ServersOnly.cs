namespace Clinic.AppHost.Native;

/// <summary>A database server and a broker for a run of the tests, until a signal or until nobody reads their addresses any more.</summary>
internal static class ServersOnly
{
    public static async Task<int> RunAsync(string directory, CancellationToken stop)
    {
        await using var lease = DataLock.Take(directory);
        await Leftovers.EndOfLaunchAsync(directory);
        var starting = PostgresServer.StartAsync(directory, stop);
        await using var broker = await RabbitBroker.StartAsync(directory, stop);
        await using var postgres = await starting;
        Console.WriteLine($"TEST_PG={postgres.ConnectionString}");
        Console.WriteLine($"TEST_AMQP={broker.Uri}");
        Console.WriteLine($"TEST_AMQP_HTTP={broker.ManagementUri}");
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // Asked to end: the servers are stopped on the way out.
        }

        return 0;
    }
}
