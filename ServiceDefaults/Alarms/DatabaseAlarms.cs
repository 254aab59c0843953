namespace Clinic.ServiceDefaults;

/// <summary>
/// Looks whether the service's own database answers, has room and has connections left, and what waits in it: facts that are not sent,
/// facts that came too early, messages that are parked. Room is tried by a sort of half a megabyte that has to go to the disk; an act or a
/// reaction that was refused for want of it counts for five seconds, too.
/// </summary>
sealed class DatabaseAlarms(DispatcherDataSource database, TimeProvider clock, IConfiguration configuration) : IAlarmSource
{
    const long MostOfHundred = 85;

    const string UsesDisk = "SELECT set_config('work_mem', '64kB', true)",
        Look =
            """
                SELECT (SELECT sum(numbackends) FROM pg_stat_database)::bigint,
                  current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint,
                  (SELECT seq FROM outbox ORDER BY seq LIMIT 1),
                  (SELECT count(*) FROM early WHERE since < $1),
                  (SELECT count(*) FROM parked WHERE state = 'Parked'),
                  (SELECT count(*) FROM generate_series(1, 20000))
                """;

    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    /// <summary>For how long a fact may wait before somebody is told: <c>Alarms:FactsAfterSeconds</c> (60).</summary>
    public TimeSpan Patience { get; } = TimeSpan.FromSeconds(configuration.GetValue("Alarms:FactsAfterSeconds", 60));

    long? oldest;
    long oldestSince,
        fullAt,
        outSince;

    /// <summary>For how long the database has not taken anything.</summary>
    public TimeSpan OutFor => Interlocked.Read(ref outSince) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Remembers that the database had no room, when this failure says so.</summary>
    public void Note(Exception failure)
    {
        if (TransientFaults.MeansFull(failure))
            Interlocked.Exchange(ref fullAt, Stopwatch.GetTimestamp());
    }

    public async Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop)
    {
        try
        {
            var alarms = await Asked(stop);
            Interlocked.Exchange(ref outSince, 0);
            if (Interlocked.Read(ref fullAt) is > 0 and var at && Stopwatch.GetElapsedTime(at) < Remembered)
                alarms.Add(Full);
            return alarms;
        }
        catch (Exception exception)
            when (TransientFaults.IsTransient(exception) || exception is PostgresException or OperationCanceledException)
        {
            Interlocked.CompareExchange(ref outSince, Stopwatch.GetTimestamp(), 0);
            return
            [
                TransientFaults.MeansFull(exception) ? Full
                : exception is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections }
                    ? new Alarm("database-connections", "PostgreSQL has no connection left for this service.")
                : new Alarm("database-silent", "The service's database does not answer."),
            ];
        }
    }

    static Alarm Full =>
        new Alarm("database-full", "PostgreSQL has no disk or memory left: acts are answered 503 and facts wait until it has.");

    async Task<List<Alarm>> Asked(CancellationToken stop)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(new(UsesDisk));
        NpgsqlBatchCommand look = new(Look);
        look.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - EarlyFacts.Patience });
        batch.BatchCommands.Add(look);
        await using var answer = await batch.ExecuteReaderAsync(stop);
        await answer.NextResultAsync(stop);
        await answer.ReadAsync(stop);

        List<Alarm> alarms = [];
        var (used, all) = (answer.GetInt64(0), answer.GetInt64(1));
        if (used * 100 > all * MostOfHundred)
            alarms.Add(new Alarm("database-connections", $"{used} of PostgreSQL's {all} connections are in use."));
        if (HasWaited(await answer.IsDBNullAsync(2, stop) ? null : answer.GetInt64(2)))
            alarms.Add(new Alarm("facts-unsent", $"The oldest fact to be sent has waited for more than {Patience.TotalSeconds:0} s."));
        if (answer.GetInt64(3) is > 0 and var early)
            alarms.Add(new Alarm("facts-early", $"{early} facts wait for longer than an hour for people or branches not known here."));
        if (answer.GetInt64(4) is > 0 and var parked)
            alarms.Add(new Alarm("facts-parked", $"{parked} messages could not be handled and wait for a person."));
        return alarms;
    }

    // By what this process saw: a message that is sent once more is older than its place in the outbox.
    bool HasWaited(long? first)
    {
        if (first != oldest)
            (oldest, oldestSince) = (first, Stopwatch.GetTimestamp());
        return first is not null && Stopwatch.GetElapsedTime(oldestSince) > Patience;
    }
}
