using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class FailedSeriesTests(PayrollService payroll)
{
    static readonly object Warning = new { kind = "Warning", reason = "the first time" };
    static readonly object Retrain = new { kind = "RetrainAndResit", reason = "a second chance" };
    static readonly object Notified = new { employeeNotified = true };

    [Fact]
    [Rule("R-036")]
    public async Task A_further_failure_after_a_decided_case_opens_a_case_of_its_own()
    {
        await payroll.Tap.Listen<PenaltyImposed>();
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var first = await InEffect(desk, await desk.Case(), Warning);
        await payroll.Tap.Hears<PenaltyImposed>(1, fact => fact.DisciplineCaseId == first);
        var imposed = payroll.Tap.Heard<PenaltyImposed>().Single(fact => fact.DisciplineCaseId == first);
        Assert.Equal(("Warning", "ConsecutiveFailures", desk.Of.Assessment), (imposed.KindCode, imposed.SourceCode, imposed.SourceId));
        var third = Guid.CreateVersion7();

        await desk.Of.PublishAndWait(desk.Of.FailedTwice(version: 3) with { AssessmentIds = [desk.Of.Assessment, third] });

        Assert.Equal(["Effective two-failures-in-a-row", "Opened two-failures-in-a-row"], await Cases(desk));
        Assert.Equal(1, await payroll.Database.Count($"discipline_case WHERE source_id = '{third}' AND state = 'Opened'"));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_failed_resit_ends_the_retraining_and_somebody_decides_again()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var ordering = await InEffect(desk, await desk.Case(), Retrain);

        await desk.Of.PublishAndWait(desk.Of.FailedResit(ordering));

        Assert.Equal(["Done two-failures-in-a-row", "Opened resit-failed"], await Cases(desk));
        Assert.NotEqual(
            System.Text.Json.JsonValueKind.Null,
            (await desk.Manager.Get($"/discipline-cases/{ordering}")).Ok()["resitFailedAt"].ValueKind
        );
        var next = (
            await payroll.Database.Sql<Guid>($"SELECT id FROM discipline_case WHERE source_id = '{desk.Of.Resit}' AND is_escort")
        ).Single();
        // The same three consequences are open again, and the failure that made it three is no further case.
        await InEffect(desk, next, Retrain);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice(version: 4) with { AssessmentIds = [desk.Of.Assessment, desk.Of.Resit] });
        Assert.Equal(["Done two-failures-in-a-row", "Effective resit-failed"], await Cases(desk));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-036")]
    public async Task An_undecided_case_falls_when_one_of_its_assessments_counts_no_longer(bool corrected)
    {
        await payroll.Tap.Listen<DisciplineCaseDropped>();
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await desk.Case();

        var message = await desk.Of.PublishAndWait(
            corrected ? desk.Of.Corrected(desk.Of.FirstFailure) : desk.Of.Voided(desk.Of.FirstFailure)
        );

        await payroll.Tap.Hears<DisciplineCaseDropped>(1, fact => fact.DisciplineCaseId == one);
        var dropped = Assert.Single(payroll.Tap.Heard<DisciplineCaseDropped>(), fact => fact.DisciplineCaseId == one);
        Assert.Equal(
            (corrected ? "assessment-corrected" : "assessment-voided", "ConsecutiveFailures", desk.Of.Assessment),
            (dropped.ReasonCode, dropped.SourceCode, dropped.SourceId)
        );
        Assert.Equal("Dropped", await desk.State(one));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE cause_id = '{message}' AND type = 'DisciplineCaseDropped'"));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_decision_on_a_failure_that_was_none_falls_and_stays_readable()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await InEffect(desk, await desk.Case(), Warning);

        await desk.Of.PublishAndWait(desk.Of.Corrected(desk.Of.Assessment));

        var file = (await desk.Manager.Get($"/discipline-cases/{one}")).Ok();
        Assert.Equal(
            ("Dropped", "Warning", "assessment-corrected"),
            (file["state"].GetString(), file["kind"].GetString(), file["dropCode"].GetString())
        );
    }

    [Fact]
    public async Task A_change_of_another_assessment_or_to_failed_lets_no_case_fall()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());

        await desk.Of.PublishAndWait(desk.Of.Voided(Guid.CreateVersion7()));
        await desk.Of.PublishAndWait(desk.Of.Corrected(desk.Of.Assessment, passed: false, version: 5));
        await desk.Of.PublishAndWait(desk.Of.Corrected(desk.Of.Assessment, version: 1));

        Assert.Equal("Opened", await desk.State(await desk.Case()));
    }

    [Fact]
    public async Task Every_order_of_failures_corrections_and_failures_again_leaves_the_same_case_to_decide()
    {
        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3).Chunk(12))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        Assert.Equal("6 Opened", Assert.Single(ends.Distinct()));

        async Task<string> End(int[] order)
        {
            var desk = await Desk.In(payroll);
            var of = desk.Of;
            foreach (var step in order)
                await of.PublishAndWait(
                    step switch
                    {
                        0 => of.FailedTwice(),
                        1 => of.Corrected(of.Assessment),
                        2 => of.Corrected(of.Assessment, passed: false, version: 5),
                        _ => of.FailedTwice(version: 6),
                    }
                );
            return string.Join(
                "; ",
                await payroll.Database.Sql<string>(
                    // Whether the one that was wrong was opened first and fell, or never opened, is the record of the order.
                    "SELECT concat_ws(' ', round, state) FROM discipline_case "
                        + $"WHERE branch_id = '{desk.TestSite.Id}' AND state <> 'Dropped' ORDER BY round"
                )
            );
        }
    }

    static async Task<Guid> InEffect(Desk desk, Guid one, object verdict)
    {
        var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", verdict, await desk.Hear(one))).Ok();
        (await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Ok();
        return one;
    }

    Task<List<string>> Cases(Desk desk) =>
        payroll.Database.Sql<string>(
            $"SELECT concat_ws(' ', state, rule_code) FROM discipline_case WHERE branch_id = '{desk.TestSite.Id}' ORDER BY round"
        );
}
