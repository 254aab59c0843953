using Clinic.Payroll.Contracts;
using Clinic.Registration.Visits.Triage;

namespace Clinic.Registration.Tests.Service;

public sealed class NightShiftTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    public async Task A_duty_over_midnight_is_of_its_first_day_and_its_doctor_is_booked_after_midnight_too()
    {
        var (site, desk, supervisor) = await Open();
        await site.OpenAroundTheClock();
        var (night, day) = (site.Doctors[0].Id, site.Doctors[1].Id);
        var wish = await desk.Wish();

        var first = await Publish(supervisor, site, desk.Tomorrow, (night, "Doctor", "22:00:00", "06:00:00"));
        await Publish(supervisor, site, desk.Tomorrow.AddDays(1), (day, "Doctor", "08:00:00", "16:00:00"));

        var shift = Assert.Single(first["shifts"].EnumerateArray());
        Assert.Equal(
            (desk.At(22), desk.At(6, days: 1)),
            (shift.GetProperty("startsAt").GetDateTimeOffset(), shift.GetProperty("endsAt").GetDateTimeOffset())
        );
        Assert.Equal(["DoctorNotOnRoster"], AppointmentDesk.Conflicts(await desk.Hold(wish, desk.At(2, days: 1), day)));
        Assert.Equal(["DoctorNotOnRoster"], AppointmentDesk.Conflicts(await desk.Hold(wish, desk.At(5, 50, 1), night)));
        (await desk.Hold(wish, desk.At(23, 50), night)).Ok();
        (await desk.Hold(wish, desk.At(2, days: 1), night)).Ok();
        var free = (
            await desk.Clerk.Get($"/appointments/slots?departmentId={site.Department}&day={desk.Tomorrow.AddDays(1):O}&doctorId={night}")
        ).Ok();
        Assert.Equal(desk.At(5, 40, 1), free.Body.EnumerateArray().Max(slot => slot.GetProperty("startsAt").GetDateTimeOffset()));
        Assert.Equal(17, free.Body.GetArrayLength());
    }

    [Fact]
    [Rule("R-321")]
    public async Task A_client_who_comes_at_night_is_given_to_the_doctor_whose_shift_began_the_evening_before()
    {
        var (site, desk, supervisor) = await Open();
        var (night, day) = (site.Doctors[0].Id, site.Doctors[1].Id);
        await Publish(supervisor, site, desk.Tomorrow, (night, "Doctor", "22:00:00", "06:00:00"));
        await Publish(supervisor, site, desk.Tomorrow.AddDays(1), (day, "Doctor", "08:00:00", "16:00:00"));
        await desk.WaitUntil(desk.At(2, days: 1));

        var visits = new[] { await site.CheckInNewClient(), await site.CheckInNewClient() };

        foreach (var visit in visits)
            Assert.Equal(night, (await visit.Triage()).Ok()["doctorId"].GetGuid());
        var why = (await site.Manager.Get($"/visits/{visits[1].Id}/triage/{day}")).Ok();
        Assert.Equal(nameof(WhyNot.NotOnShift), why["answer"].GetString());
    }

    [Fact]
    [Rule("R-281")]
    public async Task Nobody_is_on_duty_the_next_morning_while_the_night_goes_on_and_ends_given_the_wrong_way_round_are_refused()
    {
        var (site, desk, supervisor) = await Open();
        var guide = await service.Hire(site.Branch, Post.Guide);
        await Publish(supervisor, site, desk.Tomorrow, (guide, "Retention", "22:00:00", "06:00:00"));

        Assert.True((await Draft(supervisor, site, 1, (guide, "Greeter", "05:00:00", "13:00:00"))).Refused("shifts-overlap"));
        Assert.True((await Draft(supervisor, site, 1, (guide, "Greeter", "12:00:00", "08:00:00"))).Refused("shift-turned"));
        Assert.True((await Draft(supervisor, site, 1, (guide, "Greeter", "12:00:00", "12:00:00"))).Refused("shift-turned"));
        (await Draft(supervisor, site, 1, (guide, "Greeter", "06:00:00", "14:00:00"))).Ok();
    }

    [Theory]
    [Rule("R-281")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_night_covers_the_next_morning_whichever_roster_is_published_first(bool nightFirst)
    {
        var (site, desk, supervisor) = await Open();
        (await site.SetCalendar(TestSite.Daily((new(5, 0), new(12, 0))))).Ok();
        var (night, morning) = (await service.Hire(site.Branch, Post.Guide), await service.Hire(site.Branch, Post.Guide));
        if (nightFirst)
            await Night();
        await Publish(supervisor, site, desk.Tomorrow.AddDays(1), (morning, "Greeter", "06:00:00", "11:00:00"));
        if (!nightFirst)
            await Night();

        Assert.Equal(
            [$"{desk.At(11, days: 1).UtcDateTime:HH:mm}-{desk.At(12, days: 1).UtcDateTime:HH:mm}"],
            await service.Database.Sql<string>(
                "SELECT to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI-') || to_char(ends_at AT TIME ZONE 'UTC', 'HH24:MI') "
                    + $"FROM coverage_gap JOIN roster ON roster.id = roster_id "
                    + $"WHERE roster.branch_id = '{site.Branch}' AND post = 'Greeter' "
                    + $"AND filled_at IS NULL AND day = '{desk.Tomorrow.AddDays(1):yyyy-MM-dd}'"
            )
        );

        Task Night() => Publish(supervisor, site, desk.Tomorrow, (night, "Greeter", "22:00:00", "06:00:00"));
    }

    [Fact]
    public async Task Posts_are_needed_while_the_branch_is_open_and_looked_at_again_when_its_hours_change()
    {
        var (site, desk, supervisor) = await Open();
        var guide = await service.Hire(site.Branch, Post.Guide);
        await Publish(supervisor, site, desk.Tomorrow, (guide, "Greeter", "08:00:00", "12:00:00"));
        Assert.Equal(4, await Gaps());

        (await site.SetCalendar(TestSite.Daily((new(8, 0), new(10, 0)), (new(11, 0), new(12, 0))))).Ok();
        Assert.Equal(6, await Gaps());

        (await site.SetCalendar([])).Ok();
        Assert.Equal(0, await Gaps());

        Task<long> Gaps() => service.Database.Count($"coverage_gap WHERE branch_id = '{site.Branch}' AND filled_at IS NULL");
    }

    [Fact]
    public async Task A_night_in_which_the_clock_jumps_is_as_long_as_people_are_there()
    {
        var site = await service.OpenSite(doctors: 1, timeZone: "Europe/Lisbon");
        var supervisor = service.At(site.Branch, "rosters.write", "directory.read");
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(service.Clock.GetUtcNow(), zone).DateTime);
        var eve = Enumerable.Range(2, 360).Select(today.AddDays).First(day => Offset(day) != Offset(day.AddDays(1)));

        var roster = await Publish(supervisor, site, eve, (site.Doctors[0].Id, "Doctor", "22:00:00", "06:00:00"));

        var shift = Assert.Single(roster["shifts"].EnumerateArray());
        Assert.Equal(
            TimeSpan.FromHours(8) + Offset(eve) - Offset(eve.AddDays(1)),
            shift.GetProperty("endsAt").GetDateTimeOffset() - shift.GetProperty("startsAt").GetDateTimeOffset()
        );

        TimeSpan Offset(DateOnly day) => zone.GetUtcOffset(day.ToDateTime(new(22, 0)));
    }

    async Task<(TestSite TestSite, AppointmentDesk Desk, Person Supervisor)> Open()
    {
        var site = await service.OpenSite(doctors: 2);
        return (site, new(site), service.At(site.Branch, "rosters.write", "directory.read"));
    }

    static async Task<Answer> Publish(
        Person supervisor,
        TestSite site,
        DateOnly day,
        params (Guid Who, string Post, string From, string To)[] duties
    )
    {
        var roster = Guid.CreateVersion7();
        var draft = (await supervisor.Put($"/rosters/{roster}", Of(site, day, duties))).Ok();
        return (await supervisor.Post($"/rosters/{roster}/publication", new { }, draft.ETag)).Ok();
    }

    static Task<Answer> Draft(
        Person supervisor,
        TestSite site,
        int days,
        params (Guid Who, string Post, string From, string To)[] duties
    ) => supervisor.Put($"/rosters/{Guid.CreateVersion7()}", Of(site, new AppointmentDesk(site).Tomorrow.AddDays(days), duties));

    static object Of(TestSite site, DateOnly day, (Guid Who, string Post, string From, string To)[] duties) =>
        new
        {
            branchId = site.Branch,
            day,
            duties = duties
                .Select(pair => new
                {
                    employeeId = pair.Who,
                    post = pair.Post,
                    from = pair.From,
                    to = pair.To,
                })
                .ToArray(),
        };
}
