using Clinic.Payroll.Performance;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>A draft is locked only while what was decided is what it was worked out by.</summary>
[Collection(SharedService.Name)]
public sealed class OutdatedDraftTests(PayrollService payroll)
{
    [Fact]
    public async Task A_draft_that_pays_somebody_whose_hiring_was_taken_back_is_worked_out_again_before_it_is_locked()
    {
        var pay = await SitePay.Open(payroll);
        var (person, colleague) = (await pay.Hire(), await pay.Hire());
        var draft = (await pay.Calculate("2024-03")).Ok();
        (await (await Withdrawal(pay, person))()).Ok();
        var before = await pay.Fingerprint();

        var refused = await Lock(pay, draft);

        Assert.True(refused.Refused("draft-outdated"), refused.Text);
        Assert.Equal(before, await pay.Fingerprint());
        var march = await pay.Lock("2024-03");
        Assert.Contains("Base Base 2024-03 6500.00", await pay.Lines(march, colleague));
        Assert.Equal(0, await LockedPayslips(person));
        Assert.Empty(await pay.Deltas(await pay.Lock("2024-04"), colleague));
    }

    [Fact]
    public async Task Of_a_withdrawal_and_a_lock_at_once_one_is_refused_and_nobody_is_paid_whose_hiring_was_taken_back()
    {
        for (var wave = 0; wave < 8; wave++)
        {
            var pay = await SitePay.Open(payroll);
            var (person, colleague) = (await pay.Hire(), await pay.Hire());
            var draft = (await pay.Calculate("2024-03")).Ok();
            var withdraw = await Withdrawal(pay, person);

            Task<Answer>[] both = wave % 2 == 0 ? [Lock(pay, draft), withdraw()] : [withdraw(), Lock(pay, draft)];
            var answers = await Task.WhenAll(both);

            var (locked, withdrawn) = wave % 2 == 0 ? (answers[0], answers[1]) : (answers[1], answers[0]);
            Assert.True(
                locked.Accepted ? withdrawn.Refused("already-paid") : locked.Refused("draft-outdated"),
                locked.Text + withdrawn.Text
            );
            Assert.NotEqual(locked.Accepted, withdrawn.Accepted);
            Assert.Equal(locked.Accepted ? 1 : 0, await LockedPayslips(person));
            if (locked.Accepted)
                continue;
            Assert.NotEmpty(await pay.Lines(await pay.Lock("2024-03"), colleague));
            Assert.Equal(0, await LockedPayslips(person));
        }
    }

    [Theory]
    [InlineData("raise", "2024-03-31", true)]
    [InlineData("raise", "2024-04-01", false)]
    [InlineData("hire", "2024-03-31", true)]
    [InlineData("hire", "2024-04-01", false)]
    [InlineData("grade", "2024-03-31", true)]
    [InlineData("grade", "2024-04-01", false)]
    [InlineData("departure", "2024-03-21", true)]
    public async Task A_decision_outdates_the_drafts_of_the_months_it_changes(string decision, string day, bool outdates)
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        var draft = (await pay.Calculate("2024-03")).Ok();
        await Decide(pay, person, decision, day);

        var answer = await Lock(pay, draft);

        Assert.True(outdates ? answer.Refused("draft-outdated") : answer.Accepted, answer.Text);
        if (!outdates)
            return;
        var again = (await pay.Calculate("2024-03")).Ok();
        Assert.Equal(2, again["calculation"].GetInt32());
        (await Lock(pay, again)).Ok();
        Assert.Empty(await Changed(pay, person));
    }

    [Fact]
    public async Task What_the_ledgers_count_between_draft_and_lock_is_paid_by_the_next_run_whoever_locks()
    {
        var (pay, other) = (await SitePay.Open(payroll), await SitePay.Open(payroll));
        var person = await pay.Hire();
        await pay.Enter(person, PerformanceKind.Engagement, 40m, "2024-03-04", branch: other.TestSite.Id);
        var draft = (await pay.Calculate("2024-03")).Ok();
        await pay.Enter(person, PerformanceKind.Commission, 9m, "2024-03-05", branch: other.TestSite.Id);

        // Somebody who sees this branch alone.
        (await payroll.At(pay.TestSite.Id, "payruns.lock").Post($"/pay-runs/{draft["id"].GetGuid()}/lock", ifMatch: draft.ETag)).Ok();

        Assert.Equal(["Delta Commission 2024-03 9.00"], await pay.Deltas(await pay.Lock("2024-04"), person));
    }

    static async Task Decide(SitePay pay, Guid person, string decision, string day)
    {
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;
        var answer = decision switch
        {
            "raise" => await pay.TestSite.Hr.Post(
                $"/employees/{person}/base-grade",
                new
                {
                    baseGrade = "G3",
                    from = day,
                    reason = "agreed late",
                    basePay = new { amount = 6200m, currency = "CNY" },
                },
                etag
            ),
            "hire" => await pay.TestSite.Hr.Post("/employees", pay.TestSite.Application(Guid.CreateVersion7(), hireDate: day)),
            "grade" => await pay.SetGrade("G3", 6500m, 2000m, day, "\"1\""),
            _ => await pay.TestSite.Hr.Post($"/employees/{person}/departure", new { reasonCode = "resigned", lastDay = day }, etag),
        };
        answer.Ok();
    }

    /// <summary>What the next month's draft would still change of March.</summary>
    static async Task<List<string>> Changed(SitePay pay, Guid person)
    {
        var april = (await pay.Calculate("2024-04")).Ok()["id"].GetGuid();
        var slips = (await pay.Officer.Get($"/pay-runs/{april}/payslips")).Ok()["payslips"].EnumerateArray();
        return slips.Any(slip => slip.GetProperty("employeeId").GetGuid() == person) ? await pay.Deltas(april, person) : [];
    }

    async Task<Func<Task<Answer>>> Withdrawal(SitePay pay, Guid person)
    {
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;
        var second = payroll.At(pay.TestSite.Id, TestSite.Everything);
        return () => second.Post($"/employees/{person}/hire-withdrawal", new { reason = "hired at the wrong branch" }, etag);
    }

    Task<long> LockedPayslips(Guid person) =>
        payroll.Database.Count($"payslip JOIN pay_lock USING (pay_run_id, number) WHERE person_id = '{person}'");

    static Task<Answer> Lock(SitePay pay, Answer draft) =>
        pay.Approver.Post($"/pay-runs/{draft["id"].GetGuid()}/lock", ifMatch: draft.ETag);
}
