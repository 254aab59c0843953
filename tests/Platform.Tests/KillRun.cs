using Clinic.TestSupport;
using Xunit.Abstractions;

namespace Clinic.Platform.Tests;

/// <summary>
/// People at work while processes die. Nobody's program repeats a call: whoever gets no answer looks what is there and goes on
/// from that, as a receptionist would. Afterwards the databases of both sides are held against each other and the journal.
/// </summary>
[Collection(Killing.OneAtATime)]
public sealed class KillRun(ITestOutputHelper output)
{
    const int Workers = 8, LeastVisits = 200;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    static readonly Dictionary<string, string> DoneAt = new()
    {
        ["greeting"] = "greetingSeconds", ["triage"] = "triagedAt", ["doctor-notification"] = "notifiedAt", ["collection"] = "collectedAt", ["identity-check"] = "verifiedAt",
        ["plan"] = "plannedAt", ["consent"] = "consentedAt", ["treatment"] = "treatedAt", ["chart-return"] = "chartReturnedAt", ["completion"] = "completedAt",
    };

    readonly Journal journal = new();

    [Fact]
    [Trait("kind", "kill")]
    public async Task Two_hundred_visits_survive_the_death_of_services_broker_and_database_without_loss_ghost_or_double()
    {
        var seed = Killing.Seed();
        output.WriteLine($"seed {seed}");

        await using var stack = await Stack.Start(["--keep-alive"]);
        Killing killing = new(stack, journal);
        var group = await ClinicGroup.Found(stack.Gateway, stack.AdministratorSecret);
        var branches = new[] { await (await group.OpenBranch("GeneralClinic")).Staffed(), await (await group.OpenBranch("DentalClinic")).Staffed() };

        using CancellationTokenSource enough = new();
        var visits = 0;
        var work = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested || Volatile.Read(ref visits) < LeastVisits)
            {
                await OneVisit(killing, branches[worker % branches.Length], voids: worker % 4 == 0);
                Interlocked.Increment(ref visits);
            }
        })).ToArray();
        var killed = await killing.AtRandom(new(seed), "bus", "registration", "payroll", "postgres", "bus", "gateway", "registration", "payroll", "postgres", "bus");
        await enough.CancelAsync();
        await Task.WhenAll(work);
        output.WriteLine($"{visits} visits, {journal.Calls.Count} calls, {journal.Calls.Count(call => call.Failed)} without a good answer, killed {string.Join(' ', killed)}");
        foreach (var outcome in journal.Calls.GroupBy(call => call.Outcome)) output.WriteLine($"  {outcome.Count()} × {outcome.Key}");

        await killing.Settled();
        await TheBooksAgree(stack);
        Assert.Empty(journal.FailedOutside(journal.Outages.Where(outage => outage.Victim != "bus")).Select(call => $"{call.What} {call.Outcome}"));
        Assert.Contains(journal.Calls, call => !call.Failed && journal.Outages.Any(outage => outage.Victim == "bus" && outage.Covers(call)));
    }

    static async Task OneVisit(Killing killing, Branch branch, bool voids)
    {
        var client = Guid.CreateVersion7();
        using PeriodicTimer pace = new(Pace);
        if (!await killing.Do("client", client, () => branch.Receptionist.Post("/api/registration/clients", branch.ClientBody(client))))
        {
            await Killing.Answers(() => branch.Receptionist.Get($"/api/registration/visits/{client}"));
            return;
        }
        var visit = branch.Arrives(client);
        foreach (var (name, act) in visit.Steps)
        {
            await pace.WaitForNextTickAsync();
            if (await killing.Do(name, visit.Id, act)) continue;
            // No good answer: look at what is there, and leave it to the next colleague when the step did not happen.
            if (!await HappenedAfterAll(visit, name)) return;
            if (name == "triage") return;
        }
        if (voids) await killing.Do("void", visit.Id, () => visit.Void());
    }

    static async Task<bool> HappenedAfterAll(VisitStory visit, string step)
    {
        var seen = await Killing.Answers(visit.Look);
        return seen.Accepted && (step == "check-in" || seen[DoneAt[step]].ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    async Task TheBooksAgree(Stack stack)
    {
        // Lost: what was answered as done must be there. Ghosts: what is there must have been asked for.
        var completed = (await stack.Sql<Guid>("registration", "SELECT case_id FROM trail WHERE type = 'VisitCompleted'")).ToList();
        var voided = (await stack.Sql<Guid>("registration", "SELECT case_id FROM trail WHERE type = 'VisitVoided'")).ToList();
        Assert.Empty(journal.Done("completion").Except(completed));
        Assert.Empty(completed.Except(journal.Asked("completion")));
        Assert.Empty(journal.Done("void").Except(voided));
        Assert.Equal(completed.Count, completed.Distinct().Count());
        Assert.Equal(voided.Count, voided.Distinct().Count());
        Assert.Empty(journal.Done("client").Except(await stack.Sql<Guid>("registration", "SELECT id FROM client")));

        // Doubled or lost on the other side: exactly the parts that were served, once, and none of them left of a voided visit.
        var paid = await stack.Sql<string>("payroll", "SELECT visit_id || ' ' || count(*) FILTER (WHERE kind = 'Worked') || ' ' || count(DISTINCT (person_id, part)) FILTER (WHERE kind = 'Worked') || ' ' || (sum(units) = 0) FROM accrual GROUP BY visit_id");
        var served = await stack.Sql<string>("registration", "SELECT id || ' ' || num_nonnulls(checked_in_by, greeted_by, triaged_by, collected_by, CASE WHEN treated_at IS NOT NULL THEN doctor_id END, chart_received_by, completed_by) FROM visit WHERE completed_at IS NOT NULL");
        var parts = served.Select(line => line.Split(' ')).ToDictionary(line => Guid.Parse(line[0]), line => line[1]);
        Assert.Equal(completed.Order(), paid.Select(line => Guid.Parse(line.Split(' ')[0])).Order());
        foreach (var line in paid.Select(line => line.Split(' ')))
        {
            var visit = Guid.Parse(line[0]);
            Assert.Equal((parts[visit], parts[visit], voided.Contains(visit) ? "true" : "false"), (line[1], line[2], line[3]));
        }

        Assert.All(await stack.Sql<long>("registration", "SELECT sum(units)::bigint FROM triage_balance GROUP BY department_id"), sum => Assert.Equal(0, sum));
        Assert.Empty(await stack.Sql<int>("registration", "SELECT ticket_number FROM visit GROUP BY branch_id, day, ticket_category, ticket_number HAVING count(*) > 1"));
    }
}
