using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>Cases while people press at once and lines break.</summary>
public sealed class DisciplineUnderStressTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    const int Enough = 20;

    public static TheoryData<string> EveryPoint => [.. FailPoints.All];

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Wherever_it_breaks_a_decision_takes_effect_once_and_is_told_once(string point)
    {
        await payroll.Tap.Listen<TrainingOrdered>();
        await payroll.Tap.Listen<PenaltyImposed>();
        var nth = 1;
        for (; nth < Enough; nth++)
        {
            var desk = await Desk.In(payroll);
            await desk.Of.PublishAndWait(desk.Of.FailedTwice());
            var one = await desk.Case();
            (
                await desk.Manager.Post(
                    $"/discipline-cases/{one}/decision",
                    new { kind = "RetrainAndResit", reason = "a second chance" },
                    await desk.Hear(one)
                )
            ).Ok();
            payroll.Fail.Arm(point, nth, FailKind.Throw);

            // HR reads the case again and presses once more until it worked.
            await Eventually.Sees(
                async () =>
                    await desk.Hr.Post(
                        $"/discipline-cases/{one}/execution",
                        new { employeeNotified = true },
                        (await desk.Hr.Get($"/discipline-cases/{one}")).ETag
                    ),
                answer => answer.Accepted
            );

            await payroll.Tap.Hears<TrainingOrdered>(1, fact => fact.DisciplineCaseId == one);
            await Eventually.Is(async () => await payroll.Waiting(one) == 0);
            Assert.Single(payroll.Tap.Heard<TrainingOrdered>(), fact => fact.DisciplineCaseId == one);
            Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{desk.Of.Case}' AND type = 'PenaltyImposed'"));
            if (payroll.Fail.Reached(point) < nth)
                break;
        }
        Assert.InRange(nth, 1, Enough - 1);
        // The last charge was not reached and would go off in another test's hands.
        payroll.Fail.Arm(point, int.MaxValue, FailKind.Throw);
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_stands_and_the_others_are_told_to_read_again()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await desk.Case();
        var etag = await desk.Hear(one);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(number =>
                    payroll
                        .At(desk.TestSite.Id, "discipline.decide")
                        .Post(
                            $"/discipline-cases/{one}/decision",
                            new { kind = number % 2 == 0 ? "Warning" : "Dismissal", reason = $"decision {number}" },
                            etag
                        )
                )
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.Contains(answer.Code, new[] { "stale", "changed-meanwhile" })
        );
        Assert.Equal(
            answers.Single(answer => answer.Accepted)["kind"].GetString(),
            (await desk.Manager.Get($"/discipline-cases/{one}")).Ok()["kind"].GetString()
        );
    }

    [Fact]
    public async Task Of_many_at_once_who_put_a_fine_into_effect_one_keeps_the_money_once()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));
        var one = await desk.Case();
        var decided = (
            await desk.Manager.Post(
                $"/discipline-cases/{one}/decision",
                new
                {
                    kind = "Fine",
                    reason = "the loss is real",
                    amount = new { amount = 80m, currency = "CNY" },
                },
                await desk.Hear(one)
            )
        ).Ok();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    payroll
                        .At(desk.TestSite.Id, "discipline.execute")
                        .Post($"/discipline-cases/{one}/execution", new { employeeNotified = true }, decided.ETag)
                )
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.Contains(answer.Code, new[] { "stale", "changed-meanwhile" })
        );
        Assert.Equal(1, await payroll.Database.Count($"performance_entry WHERE source_id = '{one}'"));
    }

    [Fact]
    public async Task The_same_fact_under_many_ids_at_once_opens_one_case()
    {
        var desk = await Desk.In(payroll);
        var (failed, determined) = (desk.Of.FailedTwice(), desk.Of.Determined(desk.Of.Escort));

        await Task.WhenAll(
            Enumerable.Range(0, 12).SelectMany(_ => new object[] { failed, determined }).Select(fact => desk.Of.PublishAndWait(fact))
        );

        Assert.Equal(2, await payroll.Database.Count($"discipline_case WHERE branch_id = '{desk.TestSite.Id}'"));
        Assert.Equal(
            0,
            await payroll.Database.Count(
                $"parked WHERE queue IN ('{OtherServicesFacts.QueueOf(failed)}', '{OtherServicesFacts.QueueOf(determined)}') "
                    + "AND state = 'Parked'"
            )
        );
    }
}
