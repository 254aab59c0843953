using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// What every kill run needs: calls that are written down, people who look when they got no answer, a hand that does harm, and the
/// wait until every fact has reached everybody who hears it.
/// </summary>
sealed class ProcessKiller(Stack stack, Journal journal)
{
    /// <summary>
    /// How long anything may take to come back or to settle: so that the run ends, not a promise. A broker that starts again has two
    /// processors together with everybody who goes on working.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    const string Parked = "SELECT queue || ' ' || type || ' ' || cause FROM parked";
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1),
        Recovery = TimeSpan.FromSeconds(6);

    /// <summary>The number that the run's dice begin with; a run is repeated with KILL_SEED.</summary>
    public static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("KILL_SEED"), out var given) ? given : Random.Shared.Next();

    /// <summary>Asks for a step once and writes down what came back. False without a good answer.</summary>
    public async Task<bool> Do(string step, Guid about, Func<Task<Answer>> act)
    {
        var call = journal.Before(step, about);
        try
        {
            var answer = await act();
            call.After(answer.Accepted ? "done" : $"{step} {(int)answer.Status} {answer.Code}", failed: !answer.Accepted);
            return answer.Accepted;
        }
        catch (Exception lost) when (IsLost(lost))
        {
            call.After("unknown", failed: true);
            return false;
        }
    }

    /// <summary>The person waits in front of the screen until it can be asked again, and says what it shows.</summary>
    public static Task<Answer> Answers(Func<Task<Answer>> look) =>
        Sees(look, answer => answer.Accepted || answer.Code is "not-found" or "link-used");

    /// <summary>Looks now and then until it shows what is wanted, whatever dies meanwhile.</summary>
    public static async Task<Answer> Sees(Func<Task<Answer>> look, Func<Answer, bool> wanted)
    {
        using PeriodicTimer pause = new(BetweenLooks);
        using CancellationTokenSource limit = new(Settling);
        for (; ; await pause.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                if (await look() is var seen && wanted(seen))
                    return seen;
            }
            catch (Exception lost) when (IsLost(lost) && !limit.IsCancellationRequested)
            {
                // Nobody answers just now.
            }
        }
    }

    /// <summary>Lets these happen one after the other in an order the dice decide, each once the one before is over.</summary>
    /// <returns>Those that hit something.</returns>
    public async Task<List<Mishap>> AtRandom(Random random, params Mishap[] mishaps)
    {
        List<Mishap> struck = [];
        random.Shuffle(mishaps);
        foreach (var mishap in mishaps)
        {
            using PeriodicTimer rest = new(TimeSpan.FromMilliseconds(random.Next(500, 2_500)));
            await rest.WaitForNextTickAsync();
            var outage = journal.Begins(mishap);
            if (await mishap.Strike(stack))
                struck.Add(mishap);
            foreach (var part in mishap.Parts)
                await IsBack(mishap, part, struck.OfType<Mishap.Dies>().Count(death => death.Parts.Contains(part)));
            if (mishap.MayRefuse)
            {
                await IsWell();
                // The gateway asks for readiness every second or so, and sends to nobody who was not ready then.
                using PeriodicTimer recovered = new(Recovery);
                await recovered.WaitForNextTickAsync();
            }
            outage.Ends();
        }
        return struck;
    }

    // Every service is ready again, a database that was gone included.
    async Task IsWell()
    {
        using HttpClient http = new() { BaseAddress = stack.Gateway, Timeout = BetweenLooks };
        await Eventually.Is(
            async () =>
            {
                try
                {
                    using var health = await http.GetAsync(new Uri("/health", UriKind.Relative));
                    return health.IsSuccessStatusCode;
                }
                catch (Exception lost) when (IsLost(lost))
                {
                    return false;
                }
            },
            Settling
        );
    }

    async Task IsBack(Mishap mishap, string part, int deaths)
    {
        try
        {
            await Eventually.Is(() => Task.FromResult(mishap.IsOver(stack, part, deaths)), Settling);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException(
                $"{part} did not come back.\n{File.ReadAllText(Path.Combine(stack.Data, "run.json"))}\n{stack.Logs()}",
                late
            );
        }
    }

    /// <summary>
    /// Waits until nothing is on its way: every fact that was said had its effect at everybody who hears it, and no queue holds anything.
    /// </summary>
    public async Task Settled()
    {
        await using var bus = await BusTap.Connect(stack.Amqp, prepared: false);
        try
        {
            await Eventually.Sees(() => Consequences.Missing(stack), left => left.Count == 0, Settling);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{string.Join('\n', await Standing(bus))}\n{stack.Logs()}", late);
        }
        Assert.Empty(await Consequences.Everywhere(stack, Parked));
        foreach (var queue in Consequences.Queues.SelectMany(heard => heard))
            await Eventually.Sees(() => bus.Waiting(queue), waiting => waiting == 0);
        Assert.Empty(
            await Consequences.Everywhere(
                stack,
                "SELECT type || ' ' || message_id FROM trail WHERE kind = 'effect' GROUP BY type, message_id HAVING count(*) > 1"
            )
        );
    }

    /// <summary>
    /// Where it stands: what was put aside, what waits in which queue and who listens there, and what the databases are doing.
    /// </summary>
    async Task<List<string>> Standing(BusTap bus)
    {
        List<string> lines = [.. await Consequences.Everywhere(stack, Parked)];
        foreach (var queue in Consequences.Queues.SelectMany(heard => heard).Distinct())
        {
            if (await bus.Waiting(queue) is var waiting and > 0)
                lines.Add($"{queue}: {waiting} wait for {await bus.Listeners(queue)}");
            else if (await bus.Listeners(queue) == 0)
                lines.Add($"{queue}: nobody listens");
        }
        lines.AddRange(
            await stack.Sql<string>(
                "payroll",
                """
                SELECT concat_ws(' ', datname, state, wait_event_type, wait_event, clock_timestamp() - xact_start, left(query, 300))
                  FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()
                """
            )
        );
        return lines;
    }

    static bool IsLost(Exception exception) =>
        exception is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException or TimeoutException;
}
