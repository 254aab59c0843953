using Clinic.TestSupport;
using Xunit.Abstractions;

namespace Clinic.Platform.Tests;

/// <summary>
/// People at work while processes die. Nobody's program repeats a call: whoever gets no answer looks what is there and goes on
/// from that, as a receptionist would. Afterwards the databases of both sides are held against each other and the journal.
/// </summary>
public sealed class KillRun(ITestOutputHelper output)
{
    const int Workers = 8, LeastVisits = 200;
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(90), Pace = TimeSpan.FromMilliseconds(15);

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
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KILL_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        Random random = new(seed);

        await using var stack = await Stack.Start(["--keep-alive"]);
        var group = await ClinicGroup.Found(stack.Gateway, stack.AdministratorSecret);
        var branches = new[] { await (await group.OpenBranch("GeneralClinic")).Staffed(), await (await group.OpenBranch("DentalClinic")).Staffed() };

        using CancellationTokenSource enough = new();
        var visits = 0;
        var work = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested || Volatile.Read(ref visits) < LeastVisits)
            {
                await OneVisit(branches[worker % branches.Length], voids: worker % 4 == 0);
                Interlocked.Increment(ref visits);
            }
        })).ToArray();
        var killed = await KillAtRandom(stack, random);
        await enough.CancelAsync();
        await Task.WhenAll(work);
        output.WriteLine($"{visits} visits, {journal.Calls.Count} calls, {journal.Calls.Count(call => call.Failed)} without a good answer, killed {string.Join(' ', killed)}");
        foreach (var outcome in journal.Calls.GroupBy(call => call.Outcome)) output.WriteLine($"  {outcome.Count()} × {outcome.Key}");

        await Eventually.Sees(() => Unsettled(stack), left => left == 0, Settling);
        await TheBooksAgree(stack);
        Assert.Empty(journal.FailedOutside(journal.Outages.Where(outage => outage.Victim != "bus")).Select(call => $"{call.What} {call.Outcome}"));
        Assert.Contains(journal.Calls, call => !call.Failed && journal.Outages.Any(outage => outage.Victim == "bus" && outage.Covers(call)));
    }

    async Task OneVisit(Branch branch, bool voids)
    {
        var client = Guid.CreateVersion7();
        using PeriodicTimer pace = new(Pace);
        if (!await Do("client", client, () => branch.Receptionist.Post("/api/registration/clients", branch.ClientBody(client))))
        {
            await Answers(() => branch.Receptionist.Get($"/api/registration/visits/{client}"));
            return;
        }
        var visit = branch.Arrives(client);
        foreach (var (name, act) in visit.Steps)
        {
            await pace.WaitForNextTickAsync();
            if (await Do(name, visit.Id, act)) continue;
            // No good answer: look at what is there, and leave it to the next colleague when the step did not happen.
            if (!await HappenedAfterAll(visit, name)) return;
            if (name == "triage") return;
        }
        if (voids) await Do("void", visit.Id, () => visit.Void());
    }

    async Task<bool> Do(string step, Guid about, Func<Task<Answer>> act)
    {
        var call = journal.Before(step, about);
        try
        {
            var answer = await act();
            call.After(answer.Accepted ? "done" : $"{(int)answer.Status} {answer.Code}", failed: !answer.Accepted);
            return answer.Accepted;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException)
        {
            call.After("unknown", failed: true);
            return false;
        }
    }

    static async Task<bool> HappenedAfterAll(VisitStory visit, string step)
    {
        var seen = await Answers(visit.Look);
        return seen.Accepted && (step == "check-in" || seen[DoneAt[step]].ValueKind != System.Text.Json.JsonValueKind.Null);
    }

    // The person waits in front of the screen until the desk can be asked again.
    static Task<Answer> Answers(Func<Task<Answer>> look) => Eventually.Sees(async () =>
    {
        try
        {
            return await look();
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or InvalidOperationException)
        {
            return new Answer(System.Net.HttpStatusCode.ServiceUnavailable, default, null, lost.Message);
        }
    }, answer => answer.Accepted || answer.Code == "not-found", Settling);

    async Task<List<string>> KillAtRandom(Stack stack, Random random)
    {
        List<string> killed = [];
        string[] victims = ["bus", "registration", "payroll", "postgres", "bus", "gateway", "registration", "payroll", "postgres", "bus"];
        random.Shuffle(victims);
        foreach (var victim in victims)
        {
            using PeriodicTimer rest = new(TimeSpan.FromMilliseconds(random.Next(500, 2_500)));
            await rest.WaitForNextTickAsync();
            var outage = journal.Begins(victim);
            if (stack.Kill(victim)) killed.Add(victim);
            await Eventually.Is(() => Task.FromResult(stack.Restarted(victim, killed.Count(one => one == victim))), Settling);
            // A database that is back is used again within seconds, and readiness is asked for every second or so.
            using PeriodicTimer recovered = new(TimeSpan.FromSeconds(victim == "bus" ? 0.2 : 6));
            await recovered.WaitForNextTickAsync();
            outage.Ends();
        }
        return killed;
    }

    static async Task<long> Unsettled(Stack stack)
    {
        try
        {
            var left = 0L;
            foreach (var database in new[] { "registration", "payroll" }) left += (await stack.Sql<long>(database, "SELECT count(*) FROM outbox"))[0];
            var completed = (await stack.Sql<Guid>("registration", "SELECT DISTINCT case_id FROM trail WHERE type IN ('VisitCompleted')")).ToHashSet();
            var voided = (await stack.Sql<Guid>("registration", "SELECT DISTINCT case_id FROM trail WHERE type IN ('VisitVoided')")).ToHashSet();
            var heardCompleted = (await stack.Sql<Guid>("payroll", "SELECT DISTINCT case_id FROM trail WHERE type = 'payroll-accrue-visit-when-visit-completed'")).ToHashSet();
            var heardVoided = (await stack.Sql<Guid>("payroll", "SELECT DISTINCT case_id FROM trail WHERE type = 'payroll-reverse-accruals-when-visit-voided'")).ToHashSet();
            return left + completed.Except(heardCompleted).Count() + voided.Except(heardVoided).Count();
        }
        catch (Npgsql.NpgsqlException)
        {
            return long.MaxValue;
        }
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

        Assert.Equal(0, (await stack.Sql<long>("registration", "SELECT count(*) FROM parked"))[0] + (await stack.Sql<long>("payroll", "SELECT count(*) FROM parked"))[0]);
        Assert.All(await stack.Sql<long>("registration", "SELECT sum(units)::bigint FROM triage_balance GROUP BY department_id"), sum => Assert.Equal(0, sum));
        Assert.Empty(await stack.Sql<int>("registration", "SELECT ticket_number FROM visit GROUP BY branch_id, day, ticket_category, ticket_number HAVING count(*) > 1"));
    }
}
