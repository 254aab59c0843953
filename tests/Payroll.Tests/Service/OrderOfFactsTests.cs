using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class OrderOfFactsTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task A_voided_visit_is_taken_back_line_by_line()
    {
        var site = await payroll.OpenBranch();
        var (doctor, desk) = (await payroll.Member(), await payroll.Member());
        var visit = site.Visit(new Served(doctor, ServicePart.Treatment), new Served(desk, ServicePart.Reception));
        await Completed(visit);

        var message = await Voided(TestSite.Voided(visit));

        var at = visit.VisitId;
        string[] expected =
        [
            $"{doctor} Treatment Worked 1.0000 2024-03-02 {at}",
            $"{doctor} Treatment Reversed -1.0000 2024-03-03 {at} Treatment",
            $"{desk} Reception Worked 0.2000 2024-03-02 {at}",
            $"{desk} Reception Reversed -0.2000 2024-03-03 {at} Reception",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await site.Ledger(at)).Order(StringComparer.Ordinal));
        Assert.Equal(
            2,
            await payroll.Database.Count($"trail WHERE case_id = '{at}' AND type = 'WorkloadReversed' AND cause_id = '{message}'")
        );
        Assert.Equal(
            2,
            await payroll.Database.Count($"accrual WHERE visit_id = '{at}' AND kind = 'Reversed' AND cause_message_id = '{message}'")
        );
        Assert.Equal(0m, (await site.Hr.Get($"/accruals?visit={at}")).Ok()["totalUnits"].GetDecimal());
    }

    [Fact]
    public async Task A_voiding_heard_before_the_completion_ends_the_same_and_both_are_on_the_trail()
    {
        var site = await payroll.OpenBranch();
        var person = await payroll.Member();
        var (usual, turned) = (
            site.Visit(new Served(person, ServicePart.Treatment)),
            site.Visit(new Served(person, ServicePart.Treatment))
        );
        await Completed(usual);
        await Voided(TestSite.Voided(usual));

        var voiding = await Voided(TestSite.Voided(turned));
        Assert.Empty(await site.Ledger(turned.VisitId));
        await Completed(turned);

        Assert.Equal(await Compared(site, usual), await Compared(site, turned));
        Assert.Equal(
            ["WorkloadAccrued", "WorkloadReversed"],
            await payroll.Database.Sql<string>(
                $"SELECT type FROM trail WHERE case_id = '{turned.VisitId}' AND kind = 'fact' ORDER BY at, id"
            )
        );
        Assert.Equal(
            1,
            await payroll.Database.Count(
                $"accrual WHERE visit_id = '{turned.VisitId}' AND kind = 'Reversed' AND cause_message_id = '{voiding}'"
            )
        );
    }

    [Fact]
    public async Task The_same_voiding_twice_takes_back_once()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        await Completed(visit);
        var message = await Voided(TestSite.Voided(visit));

        for (var count = 0; count < 10; count++)
            await payroll.Tap.Say(TestSite.Voided(visit), visit.VisitId, message);

        await TakenBackOnceAfterEverybody(site, visit);
    }

    [Fact]
    public async Task The_same_voiding_under_new_message_ids_takes_back_once_also_all_at_once()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        await Completed(visit);

        var messages = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => payroll.Tap.Say(TestSite.Voided(visit), visit.VisitId)));

        foreach (var message in messages)
            await payroll.Applied(message, PayrollService.ReverseQueue);
        await TakenBackOnceAfterEverybody(site, visit);
    }

    [Fact]
    public async Task A_connection_lost_between_commit_and_acknowledgement_takes_back_once()
    {
        var site = await payroll.OpenBranch();
        var visit = site.TreatedVisit();
        await Completed(visit);
        var before = await payroll.Database.Count("started WHERE starts >= 1");
        payroll.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        await payroll.Tap.Say(TestSite.Voided(visit), visit.VisitId);

        // The line may be lost under this message or under the one before, which is acknowledged a moment after its effect shows.
        await Eventually.Is(async () => await payroll.Database.Count("started WHERE starts >= 1") == before + 1);
        await TakenBackOnceAfterEverybody(site, visit);
    }

    [Fact]
    public async Task An_older_voiding_takes_nothing_back_whichever_comes_first()
    {
        var site = await payroll.OpenBranch();
        var (first, second) = (site.TreatedVisit() with { Version = 5 }, site.TreatedVisit() with { Version = 5 });

        await Completed(first);
        await Voided(TestSite.Voided(first) with { Version = 4 });
        await Voided(TestSite.Voided(second) with { Version = 4 });
        await Completed(second);

        Assert.Single(await site.Ledger(first.VisitId));
        Assert.Single(await site.Ledger(second.VisitId));
    }

    [Fact]
    public async Task A_visit_completed_before_its_branch_is_known_waits_and_is_counted_then()
    {
        var site = payroll.BranchNotHeardOf();
        var visit = site.TreatedVisit();
        var message = await Completed(visit);
        Assert.Empty(await site.Ledger(visit.VisitId));

        Assert.Equal(
            ["Branch"],
            await payroll.Database.Sql<string>($"SELECT awaits FROM early WHERE message_id = '{message}' AND awaited_id = '{site.Id}'")
        );

        await payroll.Applied(await site.SayOpened(), PayrollService.BranchQueue);
        await payroll.Applied(message, PayrollService.AccrueQueue);

        Assert.Single(await site.Ledger(visit.VisitId));
        Assert.Equal(1, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}' AND cause_message_id = '{message}'"));
        Assert.Equal(0, await payroll.Database.Count($"early WHERE message_id = '{message}'"));
    }

    [Fact]
    public async Task A_branch_is_known_once_however_often_its_opening_is_told()
    {
        var site = payroll.BranchNotHeardOf();
        var message = await site.SayOpened();
        await payroll.Applied(message, PayrollService.BranchQueue);
        payroll.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        foreach (var copy in new[] { await site.SayOpened(), await site.SayOpened() })
            await payroll.Applied(copy, PayrollService.BranchQueue);

        Assert.Equal(1, await payroll.Database.Count($"branch WHERE id = '{site.Id}'"));
        await Eventually.Is(async () => await payroll.Database.Count($"started WHERE queue = '{PayrollService.BranchQueue}'") >= 1);
        Assert.Equal(1, await payroll.Database.Count($"audit WHERE record_id = '{site.Id}'"));
    }

    [Fact]
    public async Task Every_order_of_opening_completion_and_voiding_and_their_repeats_ends_the_same()
    {
        var person = await payroll.Member();
        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3, 4).Chunk(12))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        var end = Assert.Single(ends.Distinct());
        Assert.Equal(4, end.Split('\n').Length);

        async Task<string> End(int[] order)
        {
            var site = payroll.BranchNotHeardOf();
            var visit = site.Visit(new Served(person, ServicePart.Treatment), new Served(person, ServicePart.Triage));
            List<Guid> said = [];
            foreach (var step in order)
                said.Add(
                    await (
                        step switch
                        {
                            0 => Opened(site),
                            1 or 2 => Completed(visit),
                            _ => Voided(TestSite.Voided(visit)),
                        }
                    )
                );
            await payroll.Settled(said);
            return await Compared(site, visit);
        }
    }

    [Fact]
    public async Task Facts_that_arrive_at_the_same_moment_end_the_same()
    {
        var person = await payroll.Member();

        List<string> ends = [];
        for (var wave = 0; wave < 8; wave++)
        {
            ends.AddRange(
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 8)
                        .Select(async _ =>
                        {
                            var site = payroll.BranchNotHeardOf();
                            var visit = site.Visit(new Served(person, ServicePart.Treatment), new Served(person, ServicePart.Triage));
                            var voided = TestSite.Voided(visit);
                            await payroll.Settled(
                                await Task.WhenAll(Voided(voided), Completed(visit), Opened(site), Completed(visit), Voided(voided))
                            );
                            return await Compared(site, visit);
                        })
                )
            );
        }

        var end = Assert.Single(ends.Distinct());
        Assert.Equal(4, end.Split('\n').Length);
    }

    async Task<Guid> Opened(TestSite site)
    {
        var message = await site.SayOpened();
        await payroll.Applied(message, PayrollService.BranchQueue);
        return message;
    }

    async Task<Guid> Completed(VisitCompleted visit)
    {
        var message = await payroll.Tap.Say(visit, visit.VisitId);
        await payroll.Heard(message);
        return message;
    }

    async Task<Guid> Voided(VisitVoided visit)
    {
        var message = await payroll.Tap.Say(visit, visit.VisitId);
        await payroll.Heard(message);
        return message;
    }

    // The same words for every visit: the ledger without the visit's own id.
    static async Task<string> Compared(TestSite site, VisitCompleted visit) =>
        string.Join(
            '\n',
            (await site.Ledger(visit.VisitId)).Select(line => line.Replace(visit.VisitId.ToString(), "visit", StringComparison.Ordinal))
        );

    async Task TakenBackOnceAfterEverybody(TestSite site, VisitCompleted visit)
    {
        var last = site.TreatedVisit();
        await Completed(last);
        await Voided(TestSite.Voided(last));
        await Eventually.Is(async () => await payroll.Tap.Waiting(PayrollService.ReverseQueue) == 0);
        Assert.Equal(2, (await site.Ledger(visit.VisitId)).Count);
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{visit.VisitId}' AND type = 'WorkloadReversed'"));
    }
}
