using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Nobody is paid who was never hired: what is said of them waits for the hiring.</summary>
public sealed class EarlyFactTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    const int Enough = 20;

    public static TheoryData<string> EveryPoint => [.. FailPoints.All];

    [Fact]
    public async Task A_visit_of_people_never_hired_is_counted_nowhere_and_once_when_all_of_them_are_hired()
    {
        var (site, doctor, nurse) = (await payroll.OpenBranch(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var visit = site.Visit(new Served(doctor, ServicePart.Treatment), new Served(nurse, ServicePart.Triage));
        var message = await payroll.Tap.Say(visit, visit.VisitId);
        await payroll.Heard(message);
        await payroll.Tap.Say(visit, visit.VisitId, message);
        await Passed(site);

        Assert.Equal(1, await payroll.Database.Count($"early WHERE message_id = '{message}' AND awaits = 'Person'"));
        await CountedNowhere(visit);
        await Hire(site, doctor);
        await Hire(site, nurse);
        await payroll.Applied(message, PayrollService.AccrueQueue);
        await payroll.Tap.Say(visit, visit.VisitId, message);
        await Passed(site);

        Assert.Equal(2, (await site.Ledger(visit.VisitId)).Count);
        Assert.Equal(2, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}' AND cause_message_id = '{message}'"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE message_id = '{message}' AND kind = 'effect'"));
        Assert.Equal(0, await payroll.Database.Count($"early WHERE message_id = '{message}'"));
        Assert.Equal(0, await payroll.Database.Count($"parked WHERE message_id = '{message}'"));
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_an_early_visit_is_counted_once_after_the_hiring(string point)
    {
        var site = await payroll.OpenBranch();
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var person = Guid.CreateVersion7();
            var visit = site.Visit(new Served(person, ServicePart.Treatment));
            payroll.Fail.Arm(point, nth, FailKind.Throw);

            var message = await payroll.Tap.Say(visit, visit.VisitId);
            await payroll.Heard(message);
            await Eventually.Sees(() => site.Hr.Post("/employees", site.Application(person)), answer => answer.Accepted);
            await payroll.Applied(message, PayrollService.AccrueQueue);

            await Passed(site);
            Assert.Single(await site.Ledger(visit.VisitId));
            Assert.Equal(1, await payroll.Database.Count($"trail WHERE message_id = '{message}' AND kind = 'effect'"));
            Assert.Equal(0, await payroll.Database.Count($"early WHERE message_id = '{message}'"));
            if (payroll.Fail.Reached(point) < nth)
                break;
        }
        Assert.InRange(nth, 1, Enough - 1);
        Assert.Equal(0, await payroll.Database.Count("parked"));
        payroll.Fail.Arm(point, int.MaxValue, FailKind.Throw);
    }

    [Fact]
    public async Task Every_order_of_two_hirings_a_completion_and_its_voiding_ends_the_same()
    {
        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3).Chunk(8))
        {
            ends.AddRange(
                await Task.WhenAll(
                    some.Select(order =>
                        End(async steps =>
                        {
                            List<Guid> said = [];
                            foreach (var step in order)
                                if (await steps[step]() is { } message)
                                    said.Add(message);
                            return said;
                        })
                    )
                )
            );
        }
        Assert.Equal(4, Assert.Single(ends.Distinct()).Split('\n').Length);
    }

    [Fact]
    public async Task Hirings_and_facts_at_the_same_moment_end_the_same_and_nothing_waits_for_ever()
    {
        List<string> ends = [];
        for (var wave = 0; wave < 6; wave++)
        {
            ends.AddRange(
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 8)
                        .Select(_ => End(async steps => [.. (await Task.WhenAll(steps.Select(step => step()))).OfType<Guid>()]))
                )
            );
        }
        Assert.Equal(4, Assert.Single(ends.Distinct()).Split('\n').Length);
        Assert.Equal(0, await payroll.Database.Count("early"));
    }

    [Fact]
    public async Task Every_kind_of_fact_about_somebody_never_hired_waits_and_changes_nothing()
    {
        var site = await payroll.OpenBranch();
        OtherServicesFacts of = new(payroll, site.Id);
        var before = await of.State();
        object[] facts =
        [
            of.Ended(),
            of.Reported(),
            of.Fee(),
            of.Converted(),
            of.Answered(),
            of.Filed(),
            of.Determined(of.Escort),
            of.Overturned(),
            of.FailedTwice(),
            of.PassedResit(null),
            of.FailedResit(null),
            of.Voided(of.Assessment),
            of.Corrected(of.FirstFailure),
        ];

        List<Guid> said = [];
        foreach (var fact in facts)
            said.Add(await of.PublishAsIs(fact));
        foreach (var message in said)
            await payroll.Heard(message);

        Assert.Equal(before, await of.State());
        Assert.Equal(facts.Length, await payroll.Database.Count($"early WHERE awaited_id = '{of.Escort}'"));
        await Hire(site, of.Escort);
        await payroll.Settled(said);
        Assert.Equal(0, await payroll.Database.Count($"early WHERE awaited_id = '{of.Escort}'"));
        Assert.Contains("engagement", await of.State(), StringComparison.Ordinal);
    }

    // One visit of two people: who hires, says and voids in which order is the test's.
    async Task<string> End(Func<Func<Task<Guid?>>[], Task<List<Guid>>> play)
    {
        var (site, doctor, nurse) = (await payroll.OpenBranch(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var visit = site.Visit(new Served(doctor, ServicePart.Treatment), new Served(nurse, ServicePart.Triage));
        var said = await play([
            () => Hire(site, doctor),
            () => Hire(site, nurse),
            async () => await Said(payroll.Tap.Say(visit, visit.VisitId)),
            async () => await Said(payroll.Tap.Say(TestSite.Voided(visit), visit.VisitId)),
        ]);
        await payroll.Settled(said);
        (Guid Id, string Name)[] names = [(doctor, "doctor"), (nurse, "nurse"), (visit.VisitId, "visit")];
        return string.Join('\n', (await site.Ledger(visit.VisitId)).Select(Named).Order(StringComparer.Ordinal));

        string Named(string line) =>
            names.Aggregate(line, (text, pair) => text.Replace(pair.Id.ToString(), pair.Name, StringComparison.Ordinal));
    }

    async Task<Guid> Said(Task<Guid> saying)
    {
        var message = await saying;
        await payroll.Heard(message);
        return message;
    }

    static async Task<Guid?> Hire(TestSite site, Guid person)
    {
        (await site.Hr.Post("/employees", site.Application(person))).Ok();
        return null;
    }

    // A queue hands out in order: once a later visit is counted and nothing waits, every earlier copy had its turn.
    async Task Passed(TestSite site)
    {
        var last = site.TreatedVisit();
        await payroll.Applied(await payroll.Tap.Say(last, last.VisitId), PayrollService.AccrueQueue);
        await Eventually.Is(async () => await payroll.Tap.Waiting(PayrollService.AccrueQueue) == 0);
    }

    async Task CountedNowhere(VisitCompleted visit)
    {
        Assert.Equal(0, await payroll.Database.Count($"accrual WHERE visit_id = '{visit.VisitId}'"));
        Assert.Equal(0, await payroll.Database.Count($"served_visit WHERE id = '{visit.VisitId}'"));
        Assert.Equal(0, await payroll.Database.Count($"trail WHERE case_id = '{visit.VisitId}'"));
    }
}
