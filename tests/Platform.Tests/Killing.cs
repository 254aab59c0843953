using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// What every kill run needs: calls that are written down, people who look when they got no answer, a hand that ends processes, and
/// the wait until every fact has reached everybody who hears it.
/// </summary>
sealed class Killing(Stack stack, Journal journal)
{
    /// <summary>How long anything may take to come back or to settle.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250), Recovery = TimeSpan.FromSeconds(6);

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
    public static Task<Answer> Answers(Func<Task<Answer>> look) => Sees(look, answer => answer.Accepted || answer.Code is "not-found" or "link-used");

    /// <summary>Looks now and then until it shows what is wanted, whatever dies meanwhile.</summary>
    public static async Task<Answer> Sees(Func<Task<Answer>> look, Func<Answer, bool> wanted)
    {
        using PeriodicTimer pause = new(BetweenLooks);
        using CancellationTokenSource limit = new(Settling);
        for (; ; await pause.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                if (await look() is var seen && wanted(seen)) return seen;
            }
            catch (Exception lost) when (IsLost(lost) && !limit.IsCancellationRequested)
            {
                // Nobody answers just now.
            }
        }
    }

    /// <summary>Ends these processes one after the other in an order the dice decide, each once the one before is back.</summary>
    public async Task<List<string>> AtRandom(Random random, params string[] victims)
    {
        List<string> killed = [];
        random.Shuffle(victims);
        foreach (var victim in victims)
        {
            using PeriodicTimer rest = new(TimeSpan.FromMilliseconds(random.Next(500, 2_500)));
            await rest.WaitForNextTickAsync();
            var outage = journal.Begins(victim);
            if (stack.Kill(victim)) killed.Add(victim);
            await Eventually.Is(() => Task.FromResult(stack.Restarted(victim, killed.Count(one => one == victim))), Settling);
            // A database that is back is used again within seconds, and readiness is asked for every second or so.
            using PeriodicTimer recovered = new(victim == "bus" ? BetweenLooks : Recovery);
            await recovered.WaitForNextTickAsync();
            outage.Ends();
        }
        return killed;
    }

    /// <summary>Waits until nothing is on its way: every fact that was said had its effect at everybody who hears it, and no queue holds anything.</summary>
    public async Task Settled()
    {
        await Eventually.Sees(() => Consequences.Missing(stack), left => left.Count == 0, Settling);
        Assert.Empty(await Consequences.Everywhere(stack, "SELECT queue || ' ' || type || ' ' || cause FROM parked"));
        await using var bus = await BusTap.Connect(stack.Amqp, prepared: false);
        foreach (var queue in Consequences.Queues.SelectMany(heard => heard)) await Eventually.Sees(() => bus.Waiting(queue), waiting => waiting == 0);
        Assert.Empty(await Consequences.Everywhere(stack, "SELECT type || ' ' || message_id FROM trail WHERE kind = 'effect' GROUP BY type, message_id HAVING count(*) > 1"));
    }

    static bool IsLost(Exception exception) =>
        exception is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException or TimeoutException;
}
