using Clinic.Payroll.Performance;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

/// <summary>What comes after a month was locked (A-81).</summary>
public sealed class LatePayTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    [Fact]
    public async Task An_overturned_complaint_of_a_locked_month_is_a_delta_line_in_the_next_run_and_never_twice()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var complaint = await pay.Enter(person, PerformanceKind.UpheldComplaint, 1m, "2024-03-11");
        var march = await pay.Lock("2024-03");
        Assert.Contains("Performance Performance 2024-03 660.00", await pay.Lines(march, person));
        var before = (await pay.Slip(march, person)).Text;

        await pay.TakeBack(complaint);
        var april = await pay.Lock("2024-04");
        var may = await pay.Lock("2024-05");

        Assert.Equal(["Delta Performance 2024-03 40.00"], await pay.Deltas(april, person));
        Assert.Empty(await pay.Deltas(may, person));
        Assert.Equal(before, (await pay.Slip(march, person)).Text);
        var line = (await pay.Slip(april, person))["lines"]
            .EnumerateArray()
            .Single(element => element.GetProperty("kind").GetString() == "Delta");
        Assert.Equal(
            ("Complaint", -1m),
            (
                line.GetProperty("sources")[0].GetProperty("kind").GetString(),
                line.GetProperty("sources")[0].GetProperty("value").GetDecimal()
            )
        );
        Assert.Equal(
            (700m, 660m),
            (
                line.GetProperty("figures").GetProperty("now").GetDecimal(),
                line.GetProperty("figures").GetProperty("paidBefore").GetDecimal()
            )
        );
    }

    [Fact]
    [Rule("R-041")]
    public async Task An_engagement_reported_after_the_lock_is_paid_for_its_own_month_in_the_next_run()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var march = await pay.Lock("2024-03");
        Assert.Contains("Performance Performance 2024-03 700.00", await pay.Lines(march, person));

        await pay.Enter(person, PerformanceKind.Engagement, 50m, "2024-03-30");
        var april = await pay.Lock("2024-04");

        Assert.Equal(["Delta Performance 2024-03 150.00"], await pay.Deltas(april, person));
    }

    [Fact]
    public async Task Money_that_comes_late_or_is_taken_back_late_is_a_delta_of_its_own_kind()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var commission = await pay.Enter(person, PerformanceKind.Commission, 100m, "2024-03-05");
        var march = await pay.Lock("2024-03");

        await pay.TakeBack(commission);
        await pay.Enter(person, PerformanceKind.Deduction, 30m, "2024-03-06");
        var april = await pay.Lock("2024-04");
        await pay.Enter(person, PerformanceKind.Commission, 7.77m, "2024-03-07");
        var may = await pay.Lock("2024-05");

        Assert.Equal(["Delta Commission 2024-03 -100.00", "Delta Deduction 2024-03 -30.00"], await pay.Deltas(april, person));
        Assert.Equal(["Delta Commission 2024-03 7.77"], await pay.Deltas(may, person));
        Assert.Empty(await pay.Deltas(march, person));
    }

    [Fact]
    public async Task A_visit_voided_after_the_lock_takes_its_units_out_of_the_month_it_was_in()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        var visit = pay.TestSite.Visit(new Served(person, ServicePart.Treatment));
        await payroll.Applied(await payroll.Tap.Say(visit, visit.VisitId), PayrollService.AccrueQueue);
        await pay.Lock("2024-03");

        await payroll.Applied(
            await payroll.Tap.Say(TestSite.Voided(visit) with { OccurredAt = new(2024, 4, 9, 0, 0, 0, TimeSpan.Zero) }, visit.VisitId),
            PayrollService.ReverseQueue
        );
        var april = await pay.Lock("2024-04");

        Assert.Equal(["Delta Performance 2024-03 -3.00"], await pay.Deltas(april, person));
        Assert.Contains("Performance Performance 2024-04 700.00", await pay.Lines(april, person));
    }

    [Fact]
    public async Task Late_facts_that_make_no_difference_give_no_line_and_are_not_looked_at_again()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        await pay.Enter(person, PerformanceKind.Engagement, 500m, "2024-03-05");
        await pay.Lock("2024-03");

        var late = await pay.Enter(person, PerformanceKind.Engagement, 1m, "2024-03-06");
        var april = await pay.Lock("2024-04");

        Assert.Empty(await pay.Deltas(april, person));
        Assert.Equal(1, await payroll.Database.Count($"pay_input WHERE input_id = '{late}' AND pay_run_id = '{april}'"));
    }

    [Fact]
    public async Task A_late_rating_changes_the_pay_of_whoever_was_rated_and_of_nobody_else()
    {
        var pay = await SitePay.Open(payroll);
        var (rated, colleague) = (await pay.Hire(), await pay.Hire());
        foreach (var score in new[] { 100m, 80m })
            await pay.Enter(rated, PerformanceKind.Rating, score, "2024-03-05");
        var march = await pay.Lock("2024-03");
        Assert.Contains("Performance Performance 2024-03 670.00", await pay.Lines(march, colleague));

        await pay.Enter(rated, PerformanceKind.Rating, 0m, "2024-03-06");
        var april = await pay.Lock("2024-04");

        // Three of the own are enough: 60 instead of the branch's mean of 90.
        Assert.Equal(["Delta Performance 2024-03 -90.00"], await pay.Deltas(april, rated));
        Assert.Empty(await pay.Deltas(april, colleague));
    }

    [Fact]
    public async Task A_departure_recorded_after_the_lock_takes_the_days_back_with_their_insurances()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire(amount: 3100m);
        await pay.Lock("2024-03");
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;

        (await pay.TestSite.Hr.Post($"/employees/{person}/departure", new { reasonCode = "resigned", lastDay = "2024-03-21" }, etag)).Ok();
        var april = await pay.Lock("2024-04");
        var may = (await pay.Calculate("2024-05")).Ok();

        Assert.Equal(
            [
                "Delta Base 2024-03 -1000.00",
                "Delta Performance 2024-03 -225.81",
                "Delta Pension 2024-03 80.00",
                "Delta Medical 2024-03 20.00",
                "Delta Unemployment 2024-03 5.00",
                "CarriedForward CarriedForward 2024-04 1120.81",
            ],
            await pay.Lines(april, person)
        );
        Assert.Equal(0, may["payslips"].GetInt32());
    }

    [Fact]
    public async Task Two_drafts_that_took_in_the_same_late_fact_are_not_both_locked()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        await pay.Lock("2024-03");
        await pay.Enter(person, PerformanceKind.Commission, 9m, "2024-03-05");
        var (april, may) = ((await pay.Calculate("2024-04")).Ok(), (await pay.Calculate("2024-05")).Ok());

        (await pay.Approver.Post($"/pay-runs/{april["id"].GetGuid()}/lock", ifMatch: april.ETag)).Ok();
        var before = await pay.Fingerprint();
        var second = await pay.Approver.Post($"/pay-runs/{may["id"].GetGuid()}/lock", ifMatch: may.ETag);

        Assert.True(second.Refused("draft-outdated"), second.Text);
        Assert.Equal(before, await pay.Fingerprint());
        Assert.Empty(await pay.Deltas(await pay.Lock("2024-05"), person));
    }

    [Fact]
    public async Task A_draft_made_before_the_month_was_over_is_worked_out_again_before_it_is_locked()
    {
        var pay = await SitePay.Open(payroll);
        await pay.Hire();
        var month = payroll.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM", null);
        var early = (await pay.Calculate(month)).Ok();
        var path = $"/pay-runs/{early["id"].GetGuid()}/lock";

        await payroll.MoveClock(TimeSpan.FromDays(32));

        Assert.True((await pay.Approver.Post(path, ifMatch: early.ETag)).Refused("calculated-too-early"));
        (await pay.Approver.Post(path, ifMatch: (await pay.Calculate(month)).Ok().ETag)).Ok();
    }

    [Fact]
    public async Task Settings_count_as_they_were_when_the_month_ended_also_for_what_comes_late()
    {
        var pay = await SitePay.Open(payroll);
        var person = await pay.Hire();
        // What begins with the first instant of April in Shanghai is not yet March's.
        await payroll.Database.Sql<int>(
            $"""
            INSERT INTO policy (id, key, branch_id, value, "from", author, reason, set_at, confirmation) VALUES
              (gen_random_uuid(), 'performance.complaintPoints', '{pay.TestSite.Id}', '20', '2024-03-31T15:59:59Z', 'test', 'test', now(),
                false),
              (gen_random_uuid(), 'performance.complaintPoints', '{pay.TestSite.Id}', '50', '2024-03-31T16:00:00Z', 'test', 'test', now(),
                false) RETURNING 1
            """
        );
        await Eventually.Is(async () =>
            (await pay.Officer.Get($"/policies?branch={pay.TestSite.Id}")).Ok().Text.Contains("\"50\"", StringComparison.Ordinal)
        );
        var march = await pay.Lock("2024-03");

        foreach (var day in new[] { "2024-03-05", "2024-04-05" })
            await pay.Enter(person, PerformanceKind.UpheldComplaint, 1m, day);
        var april = await pay.Lock("2024-04");

        Assert.Contains("Performance Performance 2024-03 700.00", await pay.Lines(march, person));
        Assert.Equal(["Delta Performance 2024-03 -80.00"], await pay.Deltas(april, person));
        Assert.Contains("Performance Performance 2024-04 500.00", await pay.Lines(april, person));
    }
}
