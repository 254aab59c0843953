using System.Globalization;
using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What waits for whom about cases, pay runs, claims and held pay, and which act ends it; reading it never does.</summary>
[Collection(SharedService.Name)]
public sealed class WorkListTests(PayrollService payroll)
{
    const string ListRight = "worklist.read";

    static readonly string[] Everything =
    [
        ListRight,
        "discipline.decide",
        "discipline.execute",
        "employees.leave",
        "employees.adjust",
        "payruns.calculate",
        "payruns.lock",
    ];

    static readonly object Notified = new { employeeNotified = true };

    [Fact]
    [Rule("R-036", "R-066")]
    public async Task A_case_waits_to_be_heard_decided_and_put_into_effect_and_never_for_the_accused()
    {
        var (desk, elsewhere) = (await Desk.In(payroll), await payroll.OpenBranch());
        var (escort, etag) = await desk.TestSite.Hire("Escort");
        var one = (await desk.Lead.Post("/discipline-cases", Desk.Violation(escort))).Ok()["id"].GetGuid();
        var (accused, stranger) = (At(desk, escort), payroll.At(elsewhere.Id, Everything));
        await Waits("hearing", "", one);

        var heard = await desk.Hear(one);
        await Waits("decision", "", one);
        // Whoever opened the case is not asked to decide it.
        Assert.Empty(await At(desk, desk.Lead.Id, "discipline.decide").WorkItems(one));
        var dismissal = new { kind = "Dismissal", reason = "not for the first time" };
        var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", dismissal, heard)).Ok();
        await Waits("", "execution", one);
        (await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Ok();
        await Waits("", "", one);

        await Waits("", "dismissal", escort);
        var left = (await desk.TestSite.Hr.Post($"/employees/{escort}/departure", new { reasonCode = "dismissed" }, etag)).Ok();
        await Waits("", "", escort);
        (
            await payroll
                .At(desk.TestSite.Id, "employees.leave")
                .Post($"/employees/{escort}/departure/withdrawal", new { reason = "of another person" }, left.ETag)
        ).Ok();
        await Waits("", "dismissal", escort);

        async Task Waits(string manager, string hr, Guid subject)
        {
            for (var read = 0; read < 2; read++)
                Assert.Equal(
                    (manager, hr),
                    (
                        await At(desk, desk.Manager.Id, "discipline.decide").Work(subject),
                        await At(desk, desk.Hr.Id, "discipline.execute", "employees.leave").Work(subject)
                    )
                );
            Assert.Empty(await accused.WorkItems(subject));
            Assert.Empty(await stranger.WorkItems(subject));
            (await desk.Manager.Get($"/discipline-cases/{one}")).Ok();
        }
    }

    [Fact]
    public async Task A_move_to_another_post_that_was_decided_waits_for_whoever_adjusts_posts()
    {
        var desk = await Desk.In(payroll);
        var (nurse, etag) = await desk.TestSite.Hire();
        var one = (await desk.Lead.Post("/discipline-cases", Desk.Violation(nurse))).Ok()["id"].GetGuid();
        var verdict = new { kind = "PostAdjustment", reason = "another post fits better" };
        var decided = (await desk.Manager.Post($"/discipline-cases/{one}/decision", verdict, await desk.Hear(one))).Ok();
        (await desk.Hr.Post($"/discipline-cases/{one}/execution", Notified, decided.ETag)).Ok();
        var hr = At(desk, desk.Hr.Id, "employees.adjust");
        Assert.Equal("new-post", await hr.Work(nurse));

        (await desk.TestSite.Hr.Post($"/employees/{nurse}/post", new { newPost = "Guide", reason = "as decided" }, etag)).Ok();

        Assert.Empty(await hr.WorkItems(nurse));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_case_that_its_source_opens_waits_once_and_falls_with_it()
    {
        var desk = await Desk.In(payroll);
        var fact = desk.Of.FailedTwice(afterComplaint: true);
        var message = await desk.Of.PublishAndWait(fact);
        await desk.Of.PublishAndWait(fact, messageId: message);
        await desk.Of.PublishAndWait(fact);
        var one = await desk.Case();
        Assert.Equal(("hearing", 1L), (await At(desk, desk.Manager.Id, "discipline.decide").Work(one), await Rows(one)));

        await desk.Of.PublishAndWait(desk.Of.Overturned());

        Assert.Equal(0, await Rows(one));
    }

    [Fact]
    [Rule("R-040")]
    public async Task A_draft_waits_for_a_second_person_and_one_that_another_lock_outdated_to_be_worked_out_again()
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();
        var both = payroll.InGroup(Everything);
        var march = (await pay.Calculate("2024-03", by: both)).Ok();
        var (first, april) = (march["id"].GetGuid(), (await pay.Calculate("2024-04")).Ok()["id"].GetGuid());
        var approver = payroll.As(pay.Approver.Id, (null, [ListRight, "payruns.lock"]));
        var officer = payroll.As(pay.Officer.Id, (null, [ListRight, "payruns.calculate"]));

        // Not for whoever worked it out, nor for somebody of another branch.
        Assert.Equal(("lock", "", "lock"), (await approver.Work(first), await both.Work(first), await approver.Work(april)));
        Assert.Empty(await payroll.At((await payroll.OpenBranch()).Id, Everything).WorkItems(first));
        (await pay.Approver.Get($"/pay-runs/{first}")).Ok();
        Assert.Equal("lock", await approver.Work(first));

        (await pay.Approver.Post($"/pay-runs/{first}/lock", ifMatch: march.ETag)).Ok();

        Assert.Equal(0, await Rows(first));
        Assert.Equal(("", "calculation"), (await approver.Work(april), await officer.Work(april)));
        (await pay.Calculate("2024-04")).Ok();
        Assert.Equal(("lock", ""), (await approver.Work(april), await officer.Work(april)));
    }

    [Fact]
    public async Task A_month_that_is_not_over_waits_to_be_worked_out_again_when_it_is()
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();
        var month = payroll.Clock.GetUtcNow().AddHours(8).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var run = (await pay.Calculate(month)).Ok()["id"].GetGuid();

        var item = Assert.Single(await payroll.As(pay.Officer.Id, (null, [ListRight, "payruns.calculate"])).WorkItems(run));

        Assert.Equal("payroll-pay-run.calculation", item.GetProperty("kind").GetString());
        Assert.True(item.GetProperty("dueAt").GetDateTimeOffset() > payroll.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_claim_waits_for_a_second_person_until_it_is_waived_or_settled()
    {
        var pay = await SitePay.Open(payroll);
        var (waived, settled) = (await pay.Hire(amount: 3000m), await pay.Hire(amount: 3000m));
        await pay.Enter(waived, PerformanceKind.Deduction, 9_999m, "2024-03-05");
        await pay.Enter(settled, PerformanceKind.Deduction, 800m, "2024-03-05");
        await pay.Lock("2024-03");
        var second = payroll.InGroup(ListRight, "payruns.lock");
        var (of, other) = (await ClaimOf(waived), await ClaimOf(settled));
        Assert.Equal(("open", "open"), (await second.Work(of), await second.Work(other)));
        foreach (var person in new[] { pay.Approver.Id, waived })
            Assert.Empty(await payroll.As(person, (null, [ListRight, "payruns.lock"])).WorkItems(of));

        (await second.Post($"/pay-claims/{of}/waiver", new { reason = "a hardship" })).Ok();
        Assert.Equal((0L, 1L), (await Rows(of), await Rows(other)));
        await pay.Lock("2024-04");
        Assert.Equal(0, await Rows(other));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-041")]
    public async Task An_accompanied_visit_that_is_held_is_seen_by_the_payroll_officer_until_it_counts(bool turned)
    {
        var desk = await Desk.In(payroll);
        var officer = payroll.At(desk.TestSite.Id, ListRight, "payruns.calculate");
        object[] facts = turned ? [desk.Of.Reported(), desk.Of.Ended()] : [desk.Of.Ended(), desk.Of.Reported()];

        var message = await desk.Of.PublishAndWait(facts[0]);
        await desk.Of.PublishAndWait(facts[0], messageId: message);
        await desk.Of.PublishAndWait(facts[0]);

        Assert.Equal(turned ? "end-missing" : "report-missing", await officer.Work(desk.Of.Engagement));
        Assert.Empty(await payroll.At((await payroll.OpenBranch()).Id, Everything).WorkItems(desk.Of.Engagement));
        await desk.Of.PublishAndWait(facts[1]);
        Assert.Equal(0, await Rows(desk.Of.Engagement));
    }

    [Fact]
    [Rule("R-047")]
    public async Task A_complaint_nobody_has_judged_is_seen_by_the_payroll_officer_and_never_by_the_accused()
    {
        var desk = await Desk.In(payroll);
        var officer = payroll.At(desk.TestSite.Id, ListRight, "payruns.calculate");
        await desk.Of.PublishAndWait(desk.Of.Filed());
        Assert.Equal("responsibility-open", await officer.Work(desk.Of.Complaint));
        Assert.Empty(await At(desk, desk.Of.Escort).WorkItems(desk.Of.Complaint));

        await desk.Of.PublishAndWait(desk.Of.Determined(desk.Of.Escort));

        Assert.Empty(await officer.WorkItems(desk.Of.Complaint));
    }

    // Somebody of the branch with these rights, or with all.
    Person At(Desk desk, Guid person, params string[] rights) =>
        payroll.As(person, (desk.TestSite.Id, rights.Length == 0 ? Everything : [ListRight, .. rights]));

    async Task<Guid> ClaimOf(Guid person) =>
        (await payroll.Database.Sql<Guid>($"SELECT id FROM pay_claim WHERE person_id = '{person}'")).Single();

    Task<long> Rows(Guid subject) => payroll.Database.Count($"work_item WHERE subject_id = '{subject}'");
}
