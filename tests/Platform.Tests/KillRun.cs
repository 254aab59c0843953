using System.Diagnostics;
using Clinic.TestSupport;
using Xunit.Abstractions;

namespace Clinic.Platform.Tests;

/// <summary>
/// Twenty stories from the front desk to the complaint's end and hundreds of visits, all on their way while every process of the
/// platform dies at least once, two services die together, a process stands still for a while, and a service loses all its lines. Whoever
/// gets no answer looks what is there and does only what is not; afterwards the books of all five services are held against each other and
/// against the journal, and the work list of each against what is open there.
/// </summary>
public sealed class KillRun(ITestOutputHelper output)
{
    const int Stories = 20,
        Escorts = 4,
        LeastVisits = 200,
        LongestStory = 31;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300),
        Slower = TimeSpan.FromMilliseconds(40);

    static readonly string[] Services = ["registration", "escort", "feedback", "training", "payroll"],
        Others = ["gateway", "bus", "bus", "postgres"];

    // All of them die once, the broker twice; then two services in the same moment, one stands still, and one loses its lines.
    const int Deaths = 9,
        More = 3;

    readonly Journal journal = new();

    [Fact]
    [Trait("kind", "kill")]
    public async Task Twenty_stories_and_two_hundred_visits_survive_deaths_a_standstill_and_cut_lines_without_loss_ghost_or_double()
    {
        var seed = ProcessKiller.Seed();
        output.WriteLine($"seed {seed}");
        var clock = Stopwatch.StartNew();

        await using var stack = await Stack.Start(["--keep-alive"]);
        ProcessKiller killing = new(stack, journal);
        var group = await ClinicGroup.Found(stack.Gateway, stack.AdministratorSecret);
        var people = await StoryPeople.Hired(group, Escorts);
        var dental = await (await group.OpenBranch("DentalClinic")).Staffed();
        // A visit that was left half way because its desk was killed would hold up every later client of its doctor.
        foreach (var branch in (Branch[])[people.Clinic, dental])
            await branch.Decides("registration", branch.Manager, ("waiting.inOrder", "false"));
        // The stories of one escort follow each other by hours, and are told within minutes.
        await people.Company.Decides("escort", people.Manager, ("escort.start.minutesBefore", "1440"));
        VisitsUnderFire visits = new(killing, journal, people.Clinic, dental);
        output.WriteLine($"everybody at work after {clock.Elapsed.TotalSeconds:0} s");

        using CancellationTokenSource enough = new();
        var desks = visits.Work(LeastVisits, enough.Token);
        var stories = Enumerable.Range(0, Stories).Select(number => new StoryUnderFire(people, number)).ToArray();
        var work = stories
            .Select((story, number) => Task.Run(() => Tell(story, killing, Pace + (number * Slower), behind: number % 4)))
            .ToArray();
        var struck = await killing.AtRandom(new(seed), Mishaps(new(seed)));
        output.WriteLine($"{string.Join(", ", struck)}; over after {clock.Elapsed.TotalSeconds:0} s");
        await enough.CancelAsync();
        await Task.WhenAll([.. work, desks]);
        output.WriteLine(
            $"{stories.Length} stories, {visits.Seen} visits, {journal.Calls.Count} calls, {journal.Calls.Count(call => call.Failed)} "
                + $"without a good answer, told after {clock.Elapsed.TotalSeconds:0} s"
        );
        foreach (var outcome in journal.Calls.Where(call => call.Failed).GroupBy(call => call.Outcome))
            output.WriteLine($"  {outcome.Count()} × {outcome.Key}");

        await killing.Settled();
        output.WriteLine($"settled after {clock.Elapsed.TotalSeconds:0} s");
        await visits.BooksAgree(stack);
        await new DatabaseReconciliation(stack).Agree(stories);
        await new WorkListReconciliation(stack).Agree();
        Assert.Equal(Deaths + More, struck.Count);
        // Nobody is sent to the login because something starts again.
        Assert.DoesNotContain(journal.Calls, call => call.Outcome.Contains("unauthenticated", StringComparison.Ordinal));
        Assert.Empty(
            journal.FailedOutside(journal.Outages.Where(outage => outage.Mishap.MayRefuse)).Select(call => $"{call.What} {call.Outcome}")
        );
        Assert.Contains(
            journal.Calls,
            call => !call.Failed && journal.Outages.Any(outage => !outage.Mishap.MayRefuse && outage.Covers(call))
        );
    }

    static Mishap[] Mishaps(Random random)
    {
        var (pair, frozen) = ((string[])[.. Services], random.GetItems([.. Services, "bus"], 1).Single());
        random.Shuffle(pair);
        return
        [
            .. Services.Concat(Others).Select(part => new Mishap.Dies(part)),
            new Mishap.Dies(pair[0], pair[1]),
            new Mishap.Freezes(frozen),
            new Mishap.LosesItsLines(pair[2]),
        ];
    }

    // As far at each mishap and each return as that every one of them meets every story on its way, on a fast machine or a slow one.
    int StepsSoFar =>
        3 + ((journal.Outages.Count + journal.Outages.Count(outage => outage.IsOver)) * (LongestStory - 3) / (2 * (Deaths + More)));

    async Task Tell(StoryUnderFire story, ProcessKiller killing, TimeSpan between, int behind)
    {
        using PeriodicTimer pace = new(between);
        foreach (var (number, step) in story.Steps.Index())
        {
            do await pace.WaitForNextTickAsync();
            while (number >= StepsSoFar - behind);
            await Take(step, killing, pace);
        }
    }

    static async Task Take(StoryStep step, ProcessKiller killing, PeriodicTimer pace)
    {
        if (step.Awaited is { } awaited)
            await ProcessKiller.Sees(step.Look, awaited);
        var since = Stopwatch.StartNew();
        while (!await killing.Do(step.Name, step.About, step.Act))
        {
            // No good answer: look at what is there; only what did not happen is still to be done.
            if (step.Happened(await ProcessKiller.Answers(step.Look)))
                return;
            if (since.Elapsed > ProcessKiller.Settling)
                throw new TimeoutException($"{step.Name} of {step.About} was never done.");
            await pace.WaitForNextTickAsync();
        }
    }
}
