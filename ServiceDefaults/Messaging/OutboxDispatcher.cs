namespace Clinic.ServiceDefaults;

/// <summary>Wakes the dispatcher right after a commit that told a fact.</summary>
public sealed class OutboxSignal : Signal;

/// <summary>
/// Sends what was committed, oldest first, and forgets a row only once the broker confirmed it, with no transaction open while the broker
/// is
/// asked. One instance of a service sends at a time: it holds a lease, until its connections end or, when nobody sees that, its time;
/// whoever
/// takes over begins an epoch, which is checked when rows are forgotten.
/// </summary>
sealed class OutboxDispatcher(
    DispatcherDataSource database,
    BrokerLink broker,
    OutboxSignal signal,
    FailPoints fail,
    Meters meters,
    ILogger<OutboxDispatcher> log
) : BackgroundService
{
    const int Batch = 500;
    static readonly TimeSpan Slow = TimeSpan.FromSeconds(1),
        LeaseTime = TimeSpan.FromSeconds(10),
        LongestRest = TimeSpan.FromSeconds(1),
        TopologyRest = TimeSpan.FromMilliseconds(250);

    const string Rows =
            "SELECT seq, message_id, exchange, routing_key, body, trace_parent FROM outbox "
            + "WHERE attempts = 0 OR not_before < clock_timestamp() ORDER BY seq LIMIT 500",
        // Goes along with the rows, for whoever watches: all that wait, so far as they are worth counting, and the oldest.
        AndAllThatWait =
            "; SELECT count(*), (SELECT message_id FROM outbox ORDER BY seq LIMIT 1) " + "FROM (SELECT FROM outbox LIMIT 10000) AS waiting";

    long epoch,
        leasedUntil,
        measured;
    bool saidThatItWaits;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var troubles = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var mine = await TryAcquireLease(stoppingToken);
                var sent = mine ? await SendOldest(stoppingToken) : 0;
                troubles = 0;
                if (!mine)
                {
                    meters.OutboxIsOfAnother();
                    // While another copy sends there is nothing to be woken for.
                    await Task.Delay(Slow, stoppingToken);
                }
                else if (sent < Batch)
                    await signal.Wait(Slow, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (TopologyMissingException)
            {
                if (!saidThatItWaits)
                    log.LogWarning("Sending waits: nobody has declared the queues of the listeners yet (Provision bus)");
                saidThatItWaits = true;
                await broker.Abandon();
                await Task.WhenAny(Task.Delay(TopologyRest, stoppingToken));
            }
            catch (Exception exception)
            {
                // Whatever it was, the rows are still there: rest with jitter and try again on new connections.
                log.LogWarning("Sending pauses: {Kind}", (exception.InnerException ?? exception).GetType().Name);
                leasedUntil = 0;
                await broker.Abandon();
                var rest =
                    Math.Min(LongestRest.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(troubles++, 10)))
                    * (0.5 + Random.Shared.NextDouble() / 2);
                await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(rest), stoppingToken));
            }
        }
    }

    async Task<bool> TryAcquireLease(CancellationToken stop)
    {
        if (Stopwatch.GetTimestamp() < leasedUntil)
            return true;
        await using var command = database.Source.CreateCommand(
            """
            INSERT INTO lease (name, owner, epoch, until) VALUES ('outbox', $1, 1, clock_timestamp() + $2)
            ON CONFLICT (name) DO UPDATE SET owner = $1, until = clock_timestamp() + $2,
              epoch = lease.epoch + CASE WHEN lease.owner = $1 THEN 0 ELSE 1 END
            WHERE lease.owner = $1 OR lease.until < clock_timestamp()
              OR NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = 'outbox ' || lease.owner)
            RETURNING epoch
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = database.Sender });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = LeaseTime });
        if (await command.ExecuteScalarAsync(stop) is not long held)
            return false;
        epoch = held;
        leasedUntil = Stopwatch.GetTimestamp() + (long)(LeaseTime.TotalSeconds / 2 * Stopwatch.Frequency);
        return true;
    }

    async Task<int> SendOldest(CancellationToken stop)
    {
        var rows = await Oldest(stop);
        if (rows.Count == 0)
            return 0;

        var outcomes = await broker.Send(rows, fail, stop);
        await fail.At(FailPoints.Confirmed);
        await Forget(rows.Where((_, at) => outcomes[at] == PublishOutcome.Confirmed).Select(row => row.Seq).ToArray(), stop);
        await Postpone(rows.Where((_, at) => outcomes[at] == PublishOutcome.Unroutable).Select(row => row.Seq).ToArray(), stop);
        await fail.At(FailPoints.Marked);
        meters.Sent(outcomes.Count(publishOutcome => publishOutcome == PublishOutcome.Confirmed));
        if (outcomes.Contains(PublishOutcome.Unconfirmed))
            throw new TimeoutException("The broker did not confirm in time.");
        return rows.Count;
    }

    async Task<List<OutboxRow>> Oldest(CancellationToken stop)
    {
        var measures = meters.MeasuresOutbox && Stopwatch.GetElapsedTime(measured) > Slow / 2;
        await using var command = database.Source.CreateCommand(measures ? Rows + AndAllThatWait : Rows);
        await using var reader = await command.ExecuteReaderAsync(stop);
        List<OutboxRow> rows = [];
        while (await reader.ReadAsync(stop))
        {
            rows.Add(
                new()
                {
                    Seq = reader.GetInt64(0),
                    MessageId = reader.GetGuid(1),
                    Exchange = reader.GetString(2),
                    RoutingKey = reader.GetString(3),
                    Body = reader.GetFieldValue<byte[]>(4),
                    TraceParent = await reader.IsDBNullAsync(5, stop) ? null : reader.GetString(5),
                }
            );
        }
        if (measures && await reader.NextResultAsync(stop) && await reader.ReadAsync(stop))
        {
            measured = Stopwatch.GetTimestamp();
            meters.Outbox(reader.GetInt64(0), await reader.IsDBNullAsync(1, stop) ? null : reader.GetGuid(1));
        }
        return rows;
    }

    async Task Forget(long[] confirmed, CancellationToken stop)
    {
        if (confirmed.Length == 0)
            return;
        await using var command = database.Source.CreateCommand("SELECT clinic_forget_sent($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = confirmed });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = database.Sender });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = epoch });
        if ((long)(await command.ExecuteScalarAsync(stop))! < confirmed.Length)
            leasedUntil = 0;
    }

    // Nobody listens yet (a service that is not up for the first time): the row waits its turn without holding up the others.
    async Task Postpone(long[] unheard, CancellationToken stop)
    {
        if (unheard.Length == 0)
            return;
        log.LogWarning("{Count} messages have no listener's queue yet and are kept", unheard.Length);
        await using var command = database.Source.CreateCommand(
            "UPDATE outbox SET attempts = attempts + 1, not_before = clock_timestamp() + LEAST(30, 0.25 * 2 ^ LEAST(attempts, 10)) * "
                + "interval '1 second' WHERE seq = ANY ($1)"
        );
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = unheard });
        await command.ExecuteNonQueryAsync(stop);
    }
}
