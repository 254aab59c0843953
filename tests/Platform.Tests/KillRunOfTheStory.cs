using System.Diagnostics;
using Clinic.TestSupport;
using Xunit.Abstractions;

namespace Clinic.Platform.Tests;

/// <summary>
/// Twenty stories from the front desk to the complaint's end, all on their way while every process of the platform dies once. Whoever
/// gets no answer looks what is there and does only what is not; afterwards the books of all five services are held against each other.
/// </summary>
[Collection(Killing.OneAtATime)]
public sealed class KillRunOfTheStory(ITestOutputHelper output)
{
    const int Stories = 20, Escorts = 4;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(300), Slower = TimeSpan.FromMilliseconds(40);

    readonly Journal journal = new();

    [Fact]
    [Trait("kind", "kill")]
    public async Task Twenty_stories_survive_the_death_of_every_service_gateway_broker_and_database_and_the_books_of_all_five_agree()
    {
        var seed = Killing.Seed();
        output.WriteLine($"seed {seed}");
        var clock = Stopwatch.StartNew();

        await using var stack = await Stack.Start(["--keep-alive"]);
        Killing killing = new(stack, journal);
        var group = await ClinicGroup.Found(stack.Gateway, stack.AdministratorSecret);
        var people = await StoryPeople.Hired(group, Escorts);
        output.WriteLine($"everybody at work after {clock.Elapsed.TotalSeconds:0} s");

        var stories = Enumerable.Range(0, Stories).Select(number => new StoryUnderFire(people, number)).ToArray();
        var work = stories.Select((story, number) => Task.Run(() => Tell(story, killing, Pace + (number * Slower), behind: number % 4))).ToArray();
        var killed = await killing.AtRandom(new(seed), "registration", "escort", "feedback", "training", "payroll", "gateway", "bus", "postgres");
        output.WriteLine($"killed {string.Join(' ', killed)}, last one back after {clock.Elapsed.TotalSeconds:0} s");
        await Task.WhenAll(work);
        output.WriteLine($"{stories.Length} stories, {journal.Calls.Count} calls, {journal.Calls.Count(call => call.Failed)} without a good answer, told after {clock.Elapsed.TotalSeconds:0} s");
        foreach (var outcome in journal.Calls.Where(call => call.Failed).GroupBy(call => call.Outcome)) output.WriteLine($"  {outcome.Count()} × {outcome.Key}");

        await killing.Settled();
        await new BooksOfTheStory(stack).Agree(stories);
        output.WriteLine($"settled and in agreement after {clock.Elapsed.TotalSeconds:0} s");
        Assert.Equal(8, killed.Count);
        // Nobody is sent to the login because something starts again.
        Assert.DoesNotContain(journal.Calls, call => call.Outcome.Contains("unauthenticated", StringComparison.Ordinal));
        Assert.Empty(journal.FailedOutside(journal.Outages.Where(outage => outage.Victim != "bus")).Select(call => $"{call.What} {call.Outcome}"));
        Assert.Contains(journal.Calls, call => !call.Failed && journal.Outages.Any(outage => outage.Victim == "bus" && outage.Covers(call)));
    }

    // As far at each death and each return as that every one of them meets every story on its way, on a fast machine or a slow one.
    int StepsSoFar => 3 + ((journal.Outages.Count + journal.Outages.Count(outage => outage.IsOver)) * 7 / 4);

    async Task Tell(StoryUnderFire story, Killing killing, TimeSpan between, int behind)
    {
        using PeriodicTimer pace = new(between);
        foreach (var (number, step) in story.Steps.Index())
        {
            do await pace.WaitForNextTickAsync(); while (number >= StepsSoFar - behind);
            await Take(step, killing, pace);
        }
    }

    static async Task Take(StoryStep step, Killing killing, PeriodicTimer pace)
    {
        if (step.Awaited is { } awaited) await Killing.Sees(step.Look, awaited);
        var since = Stopwatch.StartNew();
        while (!await killing.Do(step.Name, step.About, step.Act))
        {
            // No good answer: look at what is there; only what did not happen is still to be done.
            if (step.Happened(await Killing.Answers(step.Look))) return;
            if (since.Elapsed > Killing.Settling) throw new TimeoutException($"{step.Name} of {step.About} was never done.");
            await pace.WaitForNextTickAsync();
        }
    }
}
