using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// Receptionists, guides and doctors of two branches who see one client after the other. Nobody's program repeats a call: whoever
/// gets no answer looks what is there and goes on from that, or leaves it to the next colleague.
/// </summary>
sealed class VisitsUnderFire(ProcessKiller killing, Journal journal, params Branch[] branches)
{
    const int Workers = 6;
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    static readonly Dictionary<string, string> DoneAt = new()
    {
        ["greeting"] = "greetingSeconds",
        ["triage"] = "triagedAt",
        ["doctor-notification"] = "notifiedAt",
        ["collection"] = "collectedAt",
        ["identity-check"] = "verifiedAt",
        ["plan"] = "plannedAt",
        ["consent"] = "consentedAt",
        ["treatment"] = "treatedAt",
        ["chart-return"] = "chartReturnedAt",
        ["completion"] = "completedAt",
    };

    int seen;

    /// <summary>How many clients have been seen.</summary>
    public int Seen => seen;

    /// <summary>Until it is enough and at least so many clients have been seen.</summary>
    public Task Work(int atLeast, CancellationToken enough) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(worker =>
                    Task.Run(
                        async () =>
                        {
                            while (!enough.IsCancellationRequested || Volatile.Read(ref seen) < atLeast)
                            {
                                await One(branches[worker % branches.Length], voids: worker % 4 == 0);
                                Interlocked.Increment(ref seen);
                            }
                        },
                        CancellationToken.None
                    )
                )
        );

    // Once for each visit, and withdrawn for one that was voided; a voiding that was heard before its completion leaves nothing to
    // withdraw.
    static async Task FollowsOnce(Stack stack, string table, List<Guid> completed, List<Guid> voided)
    {
        var follows = (
            await stack.Sql<string>("feedback", $"SELECT visit_id || ' ' || (state = 'Withdrawn') FROM {table} WHERE visit_id IS NOT NULL")
        )
            .Select(line => line.Split(' '))
            .Select(line => (Visit: Guid.Parse(line[0]), Withdrawn: line[1] == "true"))
            .ToList();
        Assert.Equal(follows.Count, follows.DistinctBy(line => line.Visit).Count());
        Assert.Equal(completed.Except(voided).Order(), follows.Where(line => !line.Withdrawn).Select(line => line.Visit).Order());
        Assert.Empty(follows.Where(line => line.Withdrawn).Select(line => line.Visit).Except(voided));
    }

    /// <summary>
    /// Every visit that somebody was told is complete is so, counted once for each who served, and not at all when it was voided.
    /// </summary>
    public async Task BooksAgree(Stack stack)
    {
        // Lost: what was answered as done must be there. Ghosts: what is there must have been asked for.
        var completed = await stack.Sql<Guid>("registration", "SELECT case_id FROM trail WHERE type = 'VisitCompleted'");
        var voided = await stack.Sql<Guid>("registration", "SELECT case_id FROM trail WHERE type = 'VisitVoided'");
        var clients = await stack.Sql<Guid>("registration", "SELECT id FROM client");
        Assert.Empty(journal.Done("completion").Except(completed));
        Assert.Empty(completed.Except(journal.Asked("completion")));
        Assert.Empty(journal.Done("void").Except(voided));
        Assert.Equal(completed.Count, completed.Distinct().Count());
        Assert.Equal(voided.Count, voided.Distinct().Count());
        Assert.Empty(journal.Done("client").Except(clients));
        Assert.Empty(clients.Except(journal.Asked("client")));

        // Doubled or lost on the other side: exactly the parts that were served, once, and none of them left of a voided visit.
        var paid = await stack.Sql<string>(
            "payroll",
            "SELECT visit_id || ' ' || count(*) FILTER (WHERE kind = 'Worked') || ' ' || count(DISTINCT (person_id, part)) FILTER "
                + "(WHERE kind = 'Worked') || ' ' || (sum(units) = 0) FROM accrual GROUP BY visit_id"
        );
        var served = await stack.Sql<string>(
            "registration",
            "SELECT visit.id || ' ' || num_nonnulls(checked_in_by, greeted_by, triaged_by, collected_by, CASE WHEN treated_at IS NOT "
                + "NULL THEN doctor_id END, chart_received_by, completed_by) FROM visit LEFT JOIN arrival ON arrival.id = visit.id "
                + "WHERE completed_at IS NOT NULL"
        );
        var parts = served.Select(line => line.Split(' ')).ToDictionary(line => Guid.Parse(line[0]), line => line[1]);
        Assert.Equal(completed.Order(), paid.Select(line => Guid.Parse(line.Split(' ')[0])).Order());
        foreach (var line in paid.Select(line => line.Split(' ')))
        {
            var visit = Guid.Parse(line[0]);
            Assert.Equal((parts[visit], parts[visit], voided.Contains(visit) ? "true" : "false"), (line[1], line[2], line[3]));
        }
        await FollowsOnce(stack, "follow_up", completed, voided);
        await FollowsOnce(stack, "survey_invitation", completed, voided);

        Assert.All(
            await stack.Sql<long>("registration", "SELECT sum(units)::bigint FROM triage_balance GROUP BY department_id"),
            sum => Assert.Equal(0, sum)
        );
        Assert.Empty(
            await stack.Sql<int>(
                "registration",
                "SELECT ticket_number FROM visit GROUP BY branch_id, day, ticket_category, ticket_number HAVING count(*) > 1"
            )
        );
    }

    async Task One(Branch branch, bool voids)
    {
        var client = Guid.CreateVersion7();
        using PeriodicTimer pace = new(Pace);
        if (!await killing.Do("client", client, () => branch.Receptionist.Post("/api/registration/clients", branch.ClientBody(client))))
        {
            await ProcessKiller.Answers(() => branch.Receptionist.Get($"/api/registration/visits/{client}"));
            return;
        }
        var visit = branch.Arrives(client);
        foreach (var (name, act) in visit.Steps)
        {
            await pace.WaitForNextTickAsync();
            if (await killing.Do(name, visit.Id, act))
                continue;
            // No good answer: look at what is there, and leave it to the next colleague when the step did not happen.
            if (!await HappenedAfterAll(visit, name))
                return;
            if (name == "triage")
                return;
        }
        if (voids)
            await killing.Do("void", visit.Id, () => visit.Void());
    }

    static async Task<bool> HappenedAfterAll(VisitStory visit, string step)
    {
        var seen = await ProcessKiller.Answers(visit.Look);
        return seen.Accepted && (step == "check-in" || seen[DoneAt[step]].ValueKind != JsonValueKind.Null);
    }
}
