using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

[Collection(SharedService.Name)]
public sealed class DisciplineTests(PayrollService payroll)
{
    static readonly object Warning = new { kind = "Warning", reason = "the first time" };
    static readonly object Retrain = new { kind = "RetrainAndResit", reason = "a second chance" };
    static readonly object Fine = new
    {
        kind = "Fine",
        reason = "the loss is real",
        amount = new { amount = 150.00m, currency = "CNY" },
    };
    static readonly object Notified = new { employeeNotified = true };

    [Fact]
    [Rule("R-036")]
    public async Task Two_failures_in_a_row_open_a_case_and_only_a_person_decides_which_of_three_follows()
    {
        var desk = await Desk.In(payroll);
        await payroll.Tap.Listen<TrainingOrdered>();
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await desk.Case();

        Assert.Equal("Opened", await desk.State(one));
        Assert.Equal(
            0,
            await payroll.Database.Count($"trail WHERE branch_id = '{desk.TestSite.Id}' AND type IN ('PenaltyImposed', 'TrainingOrdered')")
        );
        var etag = await desk.Hear(one);
        Assert.True((await desk.Manager.Post($"/discipline-cases/{one}/decision", Fine, etag)).Refused("penalty-not-allowed"));
        var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", Retrain, etag)).Ok();
        var effect = (await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Ok();

        await payroll.Tap.Hears<TrainingOrdered>(1, fact => fact.DisciplineCaseId == one);
        var ordered = payroll.Tap.Heard<TrainingOrdered>().Single(fact => fact.DisciplineCaseId == one);
        Assert.Equal((desk.Of.Escort, "two-failures-in-a-row", true), (ordered.EmployeeId, ordered.TopicCode, ordered.Resit));
        Assert.Equal(effect["effectiveAt"].GetDateTimeOffset().AddDays(14), effect["trainingDueBy"].GetDateTimeOffset());
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{desk.Of.Case}' AND type = 'PenaltyImposed'"));
        await desk.Of.PublishAndWait(desk.Of.PassedResit(one));
        Assert.Equal("Done", await desk.State(one));
    }

    [Fact]
    public async Task A_fine_becomes_a_line_once_it_takes_effect_and_is_given_back_when_the_complaint_is_overturned()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));
        var one = await desk.Case();
        var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", Fine, await desk.Hear(one))).Ok();
        Assert.Equal(0, await payroll.Database.Count($"performance_entry WHERE source_id = '{one}'"));
        var effect = (await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Ok();
        // Pressed again: the same answer, and one line.
        Assert.Equal(effect.Text, (await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Ok().Text);
        Assert.Equal(["Deduction 150.0000 CNY"], await Deductions(one));

        var message = await desk.Of.PublishAndWait(desk.Of.Overturned());

        Assert.Equal(["Deduction -150.0000 CNY back", "Deduction 150.0000 CNY"], (await Deductions(one)).Order(StringComparer.Ordinal));
        Assert.Equal(1, await payroll.Database.Count($"performance_entry WHERE source_id = '{one}' AND cause_message_id = '{message}'"));
        Assert.Equal("Dropped", await desk.State(one));
    }

    [Fact]
    public async Task A_decision_not_yet_in_effect_falls_with_the_complaint()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));
        var one = await desk.Case();
        var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", Fine, await desk.Hear(one))).Ok();

        await desk.Of.PublishAndWait(desk.Of.Overturned());

        Assert.True((await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Refused("stale"));
        var etag = (await desk.Manager.Get($"/discipline-cases/{one}")).Ok().ETag;
        Assert.True((await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, etag)).Refused("case-out-of-order"));
        Assert.Empty(await Deductions(one));
    }

    [Fact]
    public async Task Effect_and_overturning_at_the_same_moment_keep_no_money()
    {
        for (var wave = 0; wave < 5; wave++)
        {
            var desk = await Desk.In(payroll);
            await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));
            var one = await desk.Case();
            var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", Fine, await desk.Hear(one))).Ok();

            var (answer, _) = (
                desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag),
                await desk.Of.PublishAndWait(desk.Of.Overturned())
            );

            Assert.Equal((await answer).Accepted ? 2 : 0, (await Deductions(one)).Count);
            Assert.Equal("Dropped", await desk.State(one));
        }
    }

    [Fact]
    [Rule("R-066")]
    public async Task A_case_opened_by_hand_names_rule_loss_and_severity_and_ends_for_an_escort_in_warning_fine_or_dismissal()
    {
        var desk = await Desk.In(payroll);
        var (escort, _) = await desk.TestSite.Hire("Escort");
        var body = Desk.Violation(escort);
        foreach (var missing in new[] { "ruleCode", "loss", "severity" })
            Assert.Equal(
                400,
                (int)(await desk.Lead.Post("/discipline-cases", body.Where(pair => pair.Key != missing).ToDictionary())).Status
            );

        var opened = (await desk.Lead.Post("/discipline-cases", body)).Ok();
        var one = opened["id"].GetGuid();

        Assert.Equal(["Warning", "Fine", "Dismissal"], opened["allowed"].EnumerateArray().Select(kind => kind.GetString()));
        Assert.Equal(opened.Text, (await desk.Lead.Post("/discipline-cases", body)).Ok().Text);
        Assert.True((await desk.Lead.Post("/discipline-cases", Desk.Violation(escort, one, rule: "another-rule"))).Refused("id-taken"));
        var etag = await desk.Hear(one);
        Assert.True(
            (await desk.Manager.Post($"/discipline-cases/{one}/decision", new { kind = "PostAdjustment", reason = "no" }, etag)).Refused(
                "penalty-not-allowed"
            )
        );
        Assert.True(
            (
                await desk.Manager.Post(
                    $"/discipline-cases/{one}/decision",
                    new
                    {
                        kind = "Fine",
                        reason = "no",
                        amount = new { amount = 10m, currency = "EUR" },
                    },
                    etag
                )
            ).Refused("deduction-currency")
        );
        (await desk.Manager.Post($"/discipline-cases/{one}/decision", Fine, etag)).Ok();
        Assert.Equal("Decided", await desk.State(one));
    }

    [Fact]
    public async Task One_matter_opens_one_case_against_a_person_also_all_at_once()
    {
        var desk = await Desk.In(payroll);
        var (employee, _) = await desk.TestSite.Hire();
        var matter = Guid.CreateVersion7();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => desk.Lead.Post("/discipline-cases", Desk.Violation(employee, source: matter)))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("case-exists")));
        Assert.Equal(1, await payroll.Database.Count($"discipline_case WHERE source_id = '{matter}'"));
    }

    [Fact]
    public async Task Nobody_opens_a_case_against_themselves_or_somebody_who_left_or_somebody_out_of_sight()
    {
        var (desk, other) = (await Desk.In(payroll), await Desk.In(payroll));
        var (employee, etag) = await desk.TestSite.Hire();

        Assert.True(
            (
                await payroll.As(employee, (desk.TestSite.Id, ["discipline.propose"])).Post("/discipline-cases", Desk.Violation(employee))
            ).Refused("own-case")
        );
        Assert.True((await other.Lead.Post("/discipline-cases", Desk.Violation(employee))).Refused("not-found"));
        (
            await desk.TestSite.Hr.Post($"/employees/{employee}/departure", new { reasonCode = "resigned", lastDay = "2024-02-01" }, etag)
        ).Ok();
        Assert.True((await desk.Lead.Post("/discipline-cases", Desk.Violation(employee))).Refused("employee-left"));
        Assert.Equal(0, await payroll.Database.Count($"discipline_case WHERE person_id = '{employee}'"));
    }

    [Fact]
    [Rule("R-036")]
    public async Task The_accused_the_reporter_and_whoever_found_the_responsibility_do_not_decide()
    {
        var desk = await Desk.In(payroll);
        var (reporter, finder) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort), by: finder);
        await desk.Of.PublishAndWait(desk.Of.Filed(), by: reporter);
        var one = await desk.Case();
        var etag = await desk.Hear(one);

        foreach (var (person, code) in new[] { (reporter, "concerned"), (finder, "concerned"), (desk.Of.Escort, "own-case") })
        {
            var who = payroll.As(person, (desk.TestSite.Id, ["discipline.decide", "discipline.execute"]));
            Assert.True((await who.Post($"/discipline-cases/{one}/decision", Warning, etag)).Refused(code));
            Assert.True(
                (await who.Post($"/discipline-cases/{one}/drop", new { reasonCode = "no-fault", reason = "nothing found" }, etag)).Refused(
                    code
                )
            );
        }
        var both = payroll.At(desk.TestSite.Id, "discipline.decide", "discipline.execute");
        var decided = (await both.Post($"/discipline-cases/{one}/decision", Warning, etag)).Ok();
        Assert.True((await both.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Refused("decider-executes"));
        Assert.True(
            (await desk.Hr.Post($"/discipline-cases/{one}/execution", new { employeeNotified = false }, decided.ETag)).Refused(
                "employee-not-notified"
            )
        );
        Assert.Equal("Decided", await desk.State(one));
    }

    [Fact]
    public async Task The_accused_with_rights_elsewhere_finds_no_case_to_act_on_but_reads_the_own_one()
    {
        var (desk, other) = (await Desk.In(payroll), await Desk.In(payroll));
        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));
        var one = await desk.Case();
        var accused = payroll.As(desk.Of.Escort, (other.TestSite.Id, ["discipline.decide", "discipline.read", "discipline.read-own"]));

        Assert.True((await accused.Post($"/discipline-cases/{one}/hearing", new { statement = "all is well" })).Refused("not-found"));
        Assert.True((await accused.Get($"/discipline-cases/{one}")).Refused("not-found"));
        Assert.Equal(0, (await accused.Get("/discipline-cases")).Ok()["cases"].GetArrayLength());
        Assert.Equal(one, (await accused.Get("/discipline-cases/mine")).Ok()["cases"][0].GetProperty("id").GetGuid());
        Assert.Equal("Opened", (await accused.Get($"/discipline-cases/mine/{one}")).Ok()["state"].GetString());
        Assert.True((await desk.Manager.Get($"/discipline-cases/mine/{one}")).Refused("forbidden"));
    }

    [Fact]
    public async Task A_case_is_dropped_by_a_person_who_finds_no_fault()
    {
        var desk = await Desk.In(payroll);
        await desk.Of.PublishAndWait(desk.Of.FailedTwice());
        var one = await desk.Case();
        var body = new { reasonCode = "no-fault", reason = "the exam was faulty" };

        Assert.True(
            (
                await desk.Manager.Post($"/discipline-cases/{one}/drop", body, (await desk.Manager.Get($"/discipline-cases/{one}")).ETag)
            ).Refused("not-heard")
        );
        var etag = await desk.Hear(one);
        Assert.Equal(
            400,
            (int)(await desk.Manager.Post($"/discipline-cases/{one}/drop", new { reasonCode = "overturned", reason = "no" }, etag)).Status
        );
        var dropped = (await desk.Manager.Post($"/discipline-cases/{one}/drop", body, etag)).Ok();
        Assert.Equal(dropped.Text, (await desk.Manager.Post($"/discipline-cases/{one}/drop", body, etag)).Ok().Text);
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{desk.Of.Case}' AND type = 'DisciplineCaseDropped'"));
    }

    async Task<List<string>> Deductions(Guid one) =>
        await payroll.Database.Sql<string>(
            "SELECT concat_ws(' ', kind, value, currency, CASE WHEN reverses_id IS NOT NULL THEN 'back' END) FROM performance_entry "
                + $"WHERE source_id = '{one}' ORDER BY id"
        );
}
