using System.Globalization;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;

namespace Clinic.Payroll.Tests.Service;

public sealed class DepartureTests(PayrollService payroll) : IClassFixture<PayrollService>
{
    static readonly object Mistaken = new { reason = "the wrong person" };

    [Fact]
    public async Task A_departure_recorded_ahead_is_told_with_its_last_day_and_the_person_works_through_that_day()
    {
        await payroll.Tap.Listen<EmployeeLeft>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var lastDay = Today().AddDays(2);

        var told = (await site.Hr.Post($"/employees/{id}/departure", Leaving(lastDay), etag)).Ok();

        await payroll.Tap.Hears<EmployeeLeft>(1, fact => fact.EmployeeId == id);
        var fact = payroll.Tap.Heard<EmployeeLeft>().Single(left => left.EmployeeId == id);
        Assert.Equal((lastDay, 2, "resigned"), (fact.LastDay, fact.Version, fact.ReasonCode));
        Assert.Equal(told.Text, (await site.Hr.Post($"/employees/{id}/departure", Leaving(lastDay), etag)).Ok().Text);
        Assert.True(
            (await site.Hr.Post($"/employees/{id}/departure", Leaving(lastDay.AddDays(1)), told.ETag)).Refused("departure-recorded")
        );
        Assert.True(
            (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "moved" }, told.ETag)).Refused(
                "departure-recorded"
            )
        );
        (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1" })).Ok();
        await payroll.MoveClock(TimeSpan.FromDays(3));
        Assert.True(
            (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-2" })).Refused("employee-left")
        );
    }

    [Fact]
    public async Task A_departure_without_a_last_day_or_with_a_past_one_ends_the_employment_at_once()
    {
        await payroll.Tap.Listen<EmployeeLeft>();
        var site = await payroll.OpenBranch();
        var ((today, etagOfToday), (past, etagOfPast)) = (await site.Hire(), await site.Hire());

        (await site.Hr.Post($"/employees/{today}/departure", new { reasonCode = "dismissed" }, etagOfToday)).Ok();
        (await site.Hr.Post($"/employees/{past}/departure", Leaving(new(2024, 2, 1)), etagOfPast)).Ok();

        foreach (var id in new[] { today, past })
        {
            await payroll.Tap.Hears<EmployeeLeft>(1, fact => fact.EmployeeId == id);
            Assert.Null(payroll.Tap.Heard<EmployeeLeft>().Single(fact => fact.EmployeeId == id).LastDay);
            Assert.True(
                (await site.Hr.Post($"/employees/{id}/confidentiality-agreement", new { documentVersion = "2024-1" })).Refused(
                    "employee-left"
                )
            );
        }
    }

    [Fact]
    public async Task A_second_person_takes_a_departure_back_and_the_first_record_stays_readable()
    {
        await payroll.Tap.Listen<DepartureWithdrawn>();
        var (site, id, left) = await SomebodyLeft();
        var second = Second(site);

        Assert.True((await site.Hr.Post($"/employees/{id}/departure/withdrawal", Mistaken, left.ETag)).Refused("needs-second-person"));
        var own = payroll.As(id, (site.Id, TestSite.Everything));
        Assert.True((await own.Post($"/employees/{id}/departure/withdrawal", Mistaken, left.ETag)).Refused("own-employment"));
        var back = (await second.Post($"/employees/{id}/departure/withdrawal", Mistaken, left.ETag)).Ok();
        Assert.Equal(back.Text, (await second.Post($"/employees/{id}/departure/withdrawal", Mistaken, left.ETag)).Ok().Text);

        await payroll.Tap.Hears<DepartureWithdrawn>(1, fact => fact.EmployeeId == id);
        var fact = Assert.Single(payroll.Tap.Heard<DepartureWithdrawn>(), withdrawn => withdrawn.EmployeeId == id);
        Assert.Equal((site.Id, Post.Nurse, 3), (fact.BranchId, fact.Post, fact.Version));
        var record = (await second.Get($"/employees/{id}/departures")).Ok()["departures"].EnumerateArray().Single();
        Assert.Equal(
            ("resigned", "2024-03-21", site.Hr.Id, second.Id, "the wrong person"),
            (
                record.GetProperty("reasonCode").GetString(),
                record.GetProperty("lastDay").GetString(),
                record.GetProperty("recordedBy").GetGuid(),
                record.GetProperty("withdrawn").GetProperty("by").GetGuid(),
                record.GetProperty("withdrawn").GetProperty("reason").GetString()
            )
        );
        // Employed as before: the next act is taken, and tells the next number.
        var moved = (await site.Hr.Post($"/employees/{id}/post", new { newPost = "Guide", reason = "asked for it" }, back.ETag)).Ok();
        Assert.True((await second.Post($"/employees/{id}/departure/withdrawal", Mistaken, moved.ETag)).Refused("no-departure"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'DepartureWithdrawn'"));
    }

    [Fact]
    public async Task Many_withdrawals_of_one_departure_at_once_take_it_back_once()
    {
        var (site, id, left) = await SomebodyLeft();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Second(site).Post($"/employees/{id}/departure/withdrawal", Mistaken, left.ETag))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.All(
            answers.Where(answer => !answer.Accepted),
            answer => Assert.True(answer.Code is "stale" or "changed-meanwhile", answer.Text)
        );
        Assert.Equal(1, await payroll.Database.Count($"employment_correction WHERE employee_id = '{id}'"));
        Assert.Equal(1, await payroll.Database.Count($"trail WHERE case_id = '{id}' AND type = 'DepartureWithdrawn'"));
    }

    [Fact]
    public async Task Once_a_departure_is_taken_back_the_days_after_it_are_paid_as_if_it_had_never_been()
    {
        var (pay, never) = (await SitePay.Open(payroll), await SitePay.Open(payroll));
        var (person, other) = (await pay.Hire(amount: 3100m), await never.Hire(amount: 3100m));
        var etag = (await pay.TestSite.Hr.Get($"/employees/{person}")).Ok().ETag;
        var left = (await pay.TestSite.Hr.Post($"/employees/{person}/departure", Leaving(new(2024, 3, 21)), etag)).Ok();
        var march = await pay.Lock("2024-03");
        Assert.Contains("Base Base 2024-03 2100.00", await pay.Lines(march, person));

        (await Second(pay.TestSite).Post($"/employees/{person}/departure/withdrawal", Mistaken, left.ETag)).Ok();
        var april = await pay.Lock("2024-04");

        Assert.Contains("Delta Base 2024-03 1000.00", await pay.Deltas(april, person));
        Assert.Equal(
            (await never.Lines(await never.Lock("2024-03"), other))
                .Concat(await never.Lines(await never.Lock("2024-04"), other))
                .Sum(Amount),
            (await pay.Lines(march, person)).Concat(await pay.Lines(april, person)).Sum(Amount)
        );
    }

    [Fact]
    public async Task A_leave_after_the_last_day_is_cancelled_and_stands_again_when_the_departure_is_taken_back()
    {
        await payroll.Tap.Listen<LeaveCancelled>();
        await payroll.Tap.Listen<LeaveApproved>();
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        var lastDay = Today().AddDays(10);
        var (before, after) = (
            Leave(id, payroll.Clock.GetUtcNow().AddDays(2), days: 3),
            Leave(id, payroll.Clock.GetUtcNow().AddDays(20), days: 5)
        );
        (await site.Hr.Post("/leaves", before)).Ok();
        (await site.Hr.Post("/leaves", after)).Ok();

        var left = (await site.Hr.Post($"/employees/{id}/departure", Leaving(lastDay), etag)).Ok();

        Assert.Equal([(before.Id, false), (after.Id, true)], await Leaves());
        await payroll.Tap.Hears<LeaveCancelled>(1, fact => fact.LeaveId == after.Id);
        Assert.Equal(2, payroll.Tap.Heard<LeaveCancelled>().Single(fact => fact.LeaveId == after.Id).Version);
        Assert.True(
            (await site.Hr.Post("/leaves", Leave(id, payroll.Clock.GetUtcNow().AddDays(8), days: 9))).Refused("leave-after-last-day")
        );

        (await Second(site).Post($"/employees/{id}/departure/withdrawal", Mistaken, left.ETag)).Ok();

        var leaves = await Leaves();
        var again = leaves[2].Id;
        Assert.Equal([(before.Id, false), (after.Id, true), (again, false)], leaves);
        await payroll.Tap.Hears<LeaveApproved>(1, fact => fact.LeaveId == again);
        var fact = payroll.Tap.Heard<LeaveApproved>().Single(approved => approved.LeaveId == again);
        Assert.Equal((after.StartsAt, after.EndsAt, 1), (fact.StartsAt, fact.EndsAt, fact.Version));
        Assert.Equal(1, await payroll.Database.Count($"leave WHERE stands_for_id = '{after.Id}' AND approved_by = '{site.Hr.Id}'"));

        async Task<List<(Guid Id, bool Cancelled)>> Leaves() =>
            [
                .. (await site.Hr.Get($"/leaves?branch={site.Id}&employee={id}"))
                    .Ok()
                    .Body.EnumerateArray()
                    .OrderBy(leave => leave.GetProperty("startsAt").GetDateTimeOffset())
                    .ThenBy(leave => leave.GetProperty("cancelledAt").ValueKind == System.Text.Json.JsonValueKind.Null)
                    .Select(leave =>
                        (
                            leave.GetProperty("id").GetGuid(),
                            leave.GetProperty("cancelledAt").ValueKind != System.Text.Json.JsonValueKind.Null
                        )
                    ),
            ];
    }

    [Fact]
    public async Task A_leave_approved_while_the_departure_is_recorded_never_stands_after_the_last_day()
    {
        var site = await payroll.OpenBranch();
        for (var wave = 0; wave < 6; wave++)
        {
            var (id, etag) = await site.Hire();
            var leave = Leave(id, payroll.Clock.GetUtcNow().AddDays(20), days: 5);

            var approval = site.Hr.Post("/leaves", leave);
            (await site.Hr.Post($"/employees/{id}/departure", Leaving(Today().AddDays(3)), etag)).Ok();

            Assert.True((await approval).Accepted || (await approval).Refused("leave-after-last-day"));
            Assert.Equal(0, await payroll.Database.Count($"leave WHERE person_id = '{id}' AND cancelled_at IS NULL"));
        }
    }

    async Task<(TestSite Site, Guid Id, Answer Left)> SomebodyLeft()
    {
        var site = await payroll.OpenBranch();
        var (id, etag) = await site.Hire();
        return (site, id, (await site.Hr.Post($"/employees/{id}/departure", Leaving(new(2024, 3, 21)), etag)).Ok());
    }

    Person Second(TestSite site) => payroll.At(site.Id, TestSite.Everything);

    DateOnly Today() => DateOnly.FromDateTime(payroll.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    static object Leaving(DateOnly lastDay) =>
        new { reasonCode = "resigned", lastDay = lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };

    static decimal Amount(string line) => decimal.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    // The database keeps microseconds.
    static LeaveBody Leave(Guid employee, DateTimeOffset from, int days) =>
        new(Guid.CreateVersion7(), employee, "Annual", Whole(from), Whole(from).AddDays(days), "a wedding");

    static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, at.Offset);

    sealed record LeaveBody(Guid Id, Guid EmployeeId, string Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Reason);
}
