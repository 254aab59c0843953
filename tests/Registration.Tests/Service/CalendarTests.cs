using System.Text.Json;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class CalendarTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    static readonly (TimeOnly, TimeOnly) Morning = (new(9, 0), new(12, 0)),
        Afternoon = (new(14, 0), new(17, 0));

    [Fact]
    public async Task A_branch_sets_its_calendar_from_a_day_on_and_everybody_reads_what_holds_since_when_and_why()
    {
        var site = await service.OpenSite(doctors: 0);
        AppointmentDesk desk = new(site);
        var first = await site.Calendar();
        Assert.Equal(("\"0\"", 600), (first.ETag, Day(first, desk.Tomorrow).GetProperty("minutes").GetInt32()));

        var set = (await site.SetCalendar(TestSite.Daily(Morning, Afternoon), desk.Tomorrow, [desk.Tomorrow.AddDays(1)])).Ok();
        var again = (
            await site.SetCalendar(TestSite.Daily(Morning, Afternoon), desk.Tomorrow, [desk.Tomorrow.AddDays(1)], ifMatch: "\"0\"")
        ).Ok();

        Assert.Equal(("\"1\"", "\"1\""), (set.ETag, again.ETag));
        var read = await site.Calendar();
        Assert.Equal(600, Day(read, desk.Tomorrow.AddDays(-1)).GetProperty("minutes").GetInt32());
        Assert.Equal(
            [(desk.At(9), desk.At(12)), (desk.At(14), desk.At(17))],
            Day(read, desk.Tomorrow)
                .GetProperty("open")
                .EnumerateArray()
                .Select(span => (span.GetProperty("from").GetDateTimeOffset(), span.GetProperty("to").GetDateTimeOffset()))
        );
        Assert.Equal(0, Day(read, desk.Tomorrow.AddDays(1)).GetProperty("minutes").GetInt32());
        var line = Assert.Single(read["history"].EnumerateArray());
        Assert.Equal(
            (1, "as this site opens", $"person:{site.Manager.Id}"),
            (line.GetProperty("version").GetInt32(), line.GetProperty("reason").GetString(), line.GetProperty("author").GetString())
        );
        Assert.Equal(1, await Said(site));
        (await site.SetCalendar(TestSite.Daily(Morning), desk.Tomorrow.AddDays(2), reason: "half days")).Ok();
        Assert.Equal([1, 2], (await site.Calendar())["history"].EnumerateArray().Select(line => line.GetProperty("version").GetInt32()));
        Assert.Equal(2, await Said(site));
    }

    [Fact]
    public async Task Free_times_keep_to_breaks_closed_days_and_days_made_up_for()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var weekdays = TestSite.Daily(Morning, (new(14, 0), new(14, 50))).Where(hours => hours.Day != desk.Tomorrow.DayOfWeek);

        (
            await desk.TestSite.SetCalendar(
                weekdays,
                closed: [desk.Tomorrow.AddDays(1)],
                makeUp: [(desk.Tomorrow.AddDays(7), desk.Tomorrow.AddDays(1).DayOfWeek)]
            )
        ).Ok();

        Assert.Empty(await Free(desk, 0));
        Assert.Empty(await Free(desk, 1));
        Assert.Equal([.. Times(desk, 9, 9, 2), desk.At(14, 0, 2), desk.At(14, 20, 2)], await Free(desk, 2));
        Assert.Equal([.. Times(desk, 9, 9, 7), desk.At(14, 0, 7), desk.At(14, 20, 7)], await Free(desk, 7));
        Assert.Equal(11, (await Free(desk, 8)).Count);
    }

    [Fact]
    public async Task A_time_at_which_the_branch_is_closed_is_kept_only_when_the_desk_says_why()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, other) = (await desk.Wish(), await desk.Wish());
        Assert.Equal(["OutsideHours"], AppointmentDesk.Conflicts(await desk.Hold(id, desk.At(3))));
        Assert.Equal(["OutsideHours"], AppointmentDesk.Conflicts(await desk.Hold(id, desk.At(17, 50))));
        Assert.Equal("Requested", await desk.State(id));

        (await desk.Hold(id, desk.At(3), because: "toothache in the night")).Ok();
        (await desk.Book(id)).Ok();
        await desk.Booked(desk.At(9));

        Assert.Equal(["DoctorTaken", "OutsideHours"], AppointmentDesk.Conflicts(await desk.Hold(other, desk.At(3, 10))));
        Assert.Equal([null, "toothache in the night", null], await Because(desk, id));
        Assert.Equal(1, await service.Database.Count($"audit WHERE record_id = '{id}' AND 'AnyHour' = ANY (fields)"));
        Assert.DoesNotContain("toothache", await service.Trail(id), StringComparison.Ordinal);

        Assert.Equal(["OutsideHours"], AppointmentDesk.Conflicts(await desk.Reschedule(id, desk.At(20))));
        (await desk.Reschedule(id, desk.At(20), because: "after work")).Ok();
        (await desk.Reschedule(id, desk.At(10), because: "needless")).Ok();
        Assert.Equal([null, "toothache in the night", null, "after work", null], await Because(desk, id));
        Assert.Equal(0, await service.Database.Count($"appointment WHERE id = '{id}' AND any_hour"));
    }

    [Fact]
    public async Task A_wish_after_which_the_branch_does_not_open_in_time_is_refused_with_the_next_opening()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, client) = (Guid.CreateVersion7(), await desk.TestSite.NewClient());

        var refused = await desk.Clerk.Post("/appointments", desk.WishOf(id, client, desk.At(3)));

        Assert.True(refused.Refused("outside-hours"));
        Assert.Equal(desk.At(8), refused["nextOpenAt"].GetDateTimeOffset());
        (await desk.Clerk.Post("/appointments", desk.WishOf(Guid.CreateVersion7(), client, desk.At(6)))).Ok();
        var wished = new
        {
            id,
            branchId = desk.TestSite.Branch,
            clientId = client,
            departmentId = desk.TestSite.Department,
            channel = "Phone",
            wishedFrom = desk.At(3),
            outsideHoursBecause = "comes from the airport",
        };
        var taken = (await desk.Clerk.Post("/appointments", wished)).Ok();
        Assert.Equal(taken.Text, (await desk.Clerk.Post("/appointments", wished)).Ok().Text);
        Assert.Equal(
            1,
            await service.Database.Count($"appointment_step WHERE appointment_id = '{id}' AND outside_hours_because LIKE '%airport'")
        );
    }

    [Fact]
    [Rule("R-012")]
    public async Task An_engagement_is_refused_while_the_branch_is_closed_and_booked_from_the_opening_on()
    {
        var site = await service.OpenSite(doctors: 1);
        AppointmentDesk desk = new(site);
        var escort = await EscortDesk.Opened(service, site);
        (await site.SetCalendar(TestSite.Daily(Morning, Afternoon), closed: [desk.Tomorrow.AddDays(1)])).Ok();
        var client = await site.NewClient();

        Assert.Equal("OutsideHours", (await escort.IsRefused(escort.Wants(client, desk.At(3)))).ReasonCode);
        Assert.Equal("OutsideHours", (await escort.IsRefused(escort.Wants(client, desk.At(9, days: 1)))).ReasonCode);
        var early = escort.Wants(client, desk.At(6));
        Assert.Equal(desk.At(9), (await escort.Books(early)).StartsAt);
        Assert.Equal(desk.At(14), (await escort.Books(escort.Wants(client, desk.At(11, 50)))).StartsAt);
        var moved = await escort.Books(escort.Wants(client, desk.At(3), engagement: early.EngagementId));
        Assert.Equal(desk.At(9), moved.StartsAt);
    }

    [Fact]
    public async Task What_lies_on_a_day_that_is_closed_needs_another_time_and_stands_again_when_the_day_is_opened()
    {
        await service.Bus.Listen<AppointmentNeedsReschedule>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 2));
        var (one, other, held, night) = (
            await desk.Booked(desk.At(9)),
            await desk.Booked(desk.At(15)),
            await desk.Wish(),
            await desk.Wish()
        );
        var after = await desk.Booked(desk.At(9, days: 1));
        (await desk.Hold(held, desk.At(10))).Ok();
        (await desk.Hold(night, desk.At(3), because: "an emergency")).Ok();
        (await desk.Book(night)).Ok();

        var closed = (await desk.TestSite.SetCalendar(TestSite.Daily((new(8, 0), new(18, 0))), closed: [desk.Tomorrow])).Ok();

        Assert.Equal(2, closed["needReschedule"].GetInt32());
        Assert.Equal([one, other], await desk.Work("NeedsReschedule"));
        Assert.Equal("branch-closed", (await desk.Look(one)).Ok()["reasonCode"].GetString());
        Assert.Equal(("Requested", "Booked", "Booked"), (await desk.State(held), await desk.State(night), await desk.State(after)));
        Assert.True((await desk.Book(held)).Refused("appointment-out-of-order"));
        await service.Bus.Hears<AppointmentNeedsReschedule>(2, fact => fact.BranchId == desk.TestSite.Branch);
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id IN ('{one}', '{other}', '{held}')"));

        await desk.TestSite.MarkAway(desk.TestSite.Doctors[0].Id, desk.At(15), desk.At(16));
        (await desk.TestSite.SetCalendar(TestSite.Daily((new(8, 0), new(18, 0))))).Ok();

        Assert.Equal(("Booked", "NeedsReschedule"), (await desk.State(one), await desk.State(other)));
        Assert.Equal(["Requested", "Held", "Booked", "NeedsReschedule", "StoodAgain"], await desk.Steps(one));
        Assert.Equal(2, await service.Database.Count($"trail WHERE case_id = '{one}' AND type = '{nameof(AppointmentBooked)}'"));
    }

    [Fact]
    public async Task An_absence_taken_back_gives_no_time_back_at_which_the_branch_is_closed_by_then()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, doctor, absence) = (await desk.Booked(desk.At(9)), desk.TestSite.Doctors[0].Id, Guid.CreateVersion7());
        await desk.TestSite.MarkAway(doctor, desk.At(8), desk.At(12), id: absence);
        (await desk.TestSite.SetCalendar([])).Ok();

        (await desk.TestSite.Manager.Post($"/doctors/{doctor}/absences/{absence}/withdrawal")).Ok();

        Assert.Equal("NeedsReschedule", await desk.State(id));
    }

    [Fact]
    public async Task Times_kept_while_the_hours_change_are_let_go_or_refused_and_none_is_left()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var wishes = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => desk.Wish()));

        var holding = wishes.Select((wish, number) => desk.Hold(wish, desk.At(8).AddMinutes(20 * number))).ToList();
        await Task.WhenAll(holding.Take(4));
        (await desk.TestSite.SetCalendar([])).Ok();
        await Task.WhenAll(holding);

        Assert.Contains(holding, hold => hold.Result.Accepted);
        Assert.Equal(
            0,
            await service.Database.Count(
                $"appointment WHERE branch_id = '{desk.TestSite.Branch}' AND state IN ('Held', 'Booked', 'Notified')"
            )
        );
    }

    [Fact]
    public async Task An_absence_taken_back_while_the_hours_change_gives_no_time_back_at_which_the_branch_is_closed_then()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 6));
        List<(Guid Doctor, Guid Absence)> away = [];
        foreach (var doctor in desk.TestSite.Doctors)
        {
            var absence = Guid.CreateVersion7();
            await desk.Booked(desk.At(9), doctor: doctor.Id);
            await desk.TestSite.MarkAway(doctor.Id, desk.At(8), desk.At(12), id: absence);
            away.Add((doctor.Id, absence));
        }

        var back = away.Select(gone => desk.TestSite.Manager.Post($"/doctors/{gone.Doctor}/absences/{gone.Absence}/withdrawal")).ToList();
        (await desk.TestSite.SetCalendar([])).Ok();
        Assert.All(await Task.WhenAll(back), withdrawal => withdrawal.Ok());

        Assert.Equal(
            0,
            await service.Database.Count(
                $"appointment WHERE branch_id = '{desk.TestSite.Branch}' AND state IN ('Held', 'Booked', 'Notified')"
            )
        );
    }

    [Fact]
    public async Task A_closed_day_has_no_board_that_could_be_missing_and_the_next_day_has_one()
    {
        var site = await service.OpenSite(doctors: 1);
        AppointmentDesk desk = new(site);
        (await site.SetCalendar(TestSite.Daily(Morning), closed: [desk.Tomorrow])).Ok();

        await desk.WaitUntil(desk.At(20));
        await desk.NoDeadlineIsDue();

        Assert.Equal(0, await service.Database.Count($"status_board WHERE branch_id = '{site.Branch}'"));
        var signed = await site.Desk.Post("/record-closings", new { id = Guid.CreateVersion7(), branchId = site.Branch });
        Assert.False(signed.Ok()["late"].GetBoolean());
        await desk.WaitUntil(desk.At(6, 1, days: 1));
        await Eventually.Sees(() => service.Database.Count($"status_board WHERE branch_id = '{site.Branch}'"), boards => boards == 1);
    }

    [Fact]
    public async Task A_calendar_that_cannot_be_is_refused_and_changes_nothing()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        AppointmentDesk desk = new(site);
        var fine = TestSite.Daily(Morning).ToList();
        (await site.SetCalendar(fine, desk.Tomorrow)).Ok();
        var today = desk.Tomorrow.AddDays(-1);

        Assert.True((await site.SetCalendar(fine, today.AddDays(-1))).Refused("calendar-from-impossible"));
        Assert.True((await site.SetCalendar(fine, today.AddDays(401))).Refused("calendar-from-impossible"));
        Assert.True((await site.SetCalendar(fine, desk.Tomorrow, [today, today])).Refused("calendar-day-impossible"));
        Assert.True((await site.SetCalendar(fine, today, [today], [(today, DayOfWeek.Friday)])).Refused("calendar-day-impossible"));
        Assert.True((await site.SetCalendar(fine, today, [today.AddYears(11)])).Refused("calendar-day-impossible"));
        Hours[][] overlapping =
        [
            [new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(11, 59), new(13, 0))],
            [new(DayOfWeek.Monday, new(22, 0), new(6, 0)), new(DayOfWeek.Tuesday, new(5, 0), new(13, 0))],
            [new(DayOfWeek.Saturday, new(22, 0), new(6, 0)), new(DayOfWeek.Sunday, new(5, 0), new(13, 0))],
            [new(DayOfWeek.Monday, new(8, 0, 30), new(12, 0))],
        ];
        foreach (var week in overlapping)
            Assert.True((await site.SetCalendar(week, today)).Refused("calendar-hours-impossible"));
        Assert.True((await site.SetCalendar(fine, today, ifMatch: "\"0\"")).Refused("stale"));
        Assert.Equal(400, (int)(await site.SetCalendar(fine, today, reason: " ")).Status);
        Assert.Equal(400, (int)(await Put(site.Manager, site, week: new object?[] { null })).Status);
        Assert.True((await Put(site.Manager, site, week: Array.Empty<object>())).Refused("if-match-required"));
        Assert.True((await Put(site.Manager, other, week: Array.Empty<object>())).Refused("not-found"));
        Assert.True((await Put(site.Desk, site, week: Array.Empty<object>())).Refused("forbidden"));
        Assert.True((await site.Manager.Get($"/branches/{other.Branch}/calendar")).Refused("not-found"));
        Assert.True((await site.Manager.Get($"/branches/{site.Branch}/calendar?from=1990-01-01")).Refused("calendar-day-impossible"));
        Assert.True((await site.Manager.Get($"/branches/{site.Branch}/calendar?from=2190-12-31")).Refused("calendar-day-impossible"));
        Assert.Equal(400, (int)(await site.Manager.Get($"/branches/{site.Branch}/calendar?days=63")).Status);

        Assert.Equal(1, await service.Database.Count($"branch_calendar WHERE branch_id IN ('{site.Branch}', '{other.Branch}')"));
        Assert.Equal(1, await Said(site));

        Task<Answer> Put(Person who, TestSite where, object week) =>
            who.Put(
                $"/branches/{where.Branch}/calendar",
                new
                {
                    from = today,
                    week,
                    closedDays = Array.Empty<DateOnly>(),
                    makeUpDays = Array.Empty<object>(),
                    reason = "a try",
                }
            );
    }

    static JsonElement Day(Answer calendar, DateOnly day) =>
        calendar["days"].EnumerateArray().Single(shown => shown.GetProperty("day").GetString() == $"{day:yyyy-MM-dd}");

    static IEnumerable<DateTimeOffset> Times(AppointmentDesk desk, int hour, int count, int days) =>
        Enumerable.Range(0, count).Select(number => desk.At(hour, 0, days).AddMinutes(20 * number));

    static async Task<List<DateTimeOffset>> Free(AppointmentDesk desk, int days) =>
        [
            .. (await desk.Clerk.Get($"/appointments/slots?departmentId={desk.TestSite.Department}&day={desk.Tomorrow.AddDays(days):O}"))
                .Ok()
                .Body.EnumerateArray()
                .Select(slot => slot.GetProperty("startsAt").GetDateTimeOffset()),
        ];

    static async Task<List<string?>> Because(AppointmentDesk desk, Guid appointment) =>
        [
            .. (await desk.Clerk.Get($"/appointments/{appointment}/steps"))
                .Ok()
                .Body.EnumerateArray()
                .Select(step => step.GetProperty("outsideHoursBecause").GetString()),
        ];

    Task<long> Said(TestSite site) =>
        service.Database.Count($"trail WHERE case_id = '{site.Branch}' AND type = '{nameof(BranchCalendarChanged)}'");
}
