using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class NoShowTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    [Fact]
    public async Task Who_is_checked_in_shortly_after_the_no_show_has_come_and_is_not_missed_again()
    {
        await service.Bus.Listen<AppointmentNoShowReversed>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var client = await desk.TestSite.NewClient();
        var id = await desk.Booked(desk.At(9), client);
        await desk.WaitUntil(desk.At(9, 31));
        await Eventually.Is(async () => await desk.State(id) == "NoShow");

        var visit = (await desk.TestSite.CheckIn(client)).Ok();
        var again = (await desk.TestSite.CheckIn(client)).Ok();

        Assert.Equal((id, visit.Text), (visit["appointmentId"].GetGuid(), again.Text));
        Assert.Equal("CheckedIn", await desk.State(id));
        await service.Bus.Hears<AppointmentNoShowReversed>(1, fact => fact.AppointmentId == id);
        Assert.Contains("NoShowReversed", await desk.Steps(id));
        await desk.WaitUntil(desk.At(11));
        await desk.NoDeadlineIsDue();
        Assert.Equal("CheckedIn", await desk.State(id));
    }

    [Fact]
    public async Task Long_after_the_no_show_a_client_comes_without_an_appointment()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var client = await desk.TestSite.NewClient();
        var id = await desk.Booked(desk.At(9), client);
        await desk.WaitUntil(desk.At(9, 31));
        await Eventually.Is(async () => await desk.State(id) == "NoShow");
        await desk.WaitUntil(desk.At(10, 45));

        var visit = (await desk.TestSite.CheckIn(client)).Ok();

        Assert.Equal(0, await service.Database.Count($"visit WHERE id = '{visit["id"].GetGuid()}' AND appointment_id IS NOT NULL"));
        Assert.Equal("NoShow", await desk.State(id));
    }

    [Fact]
    public async Task Who_does_not_come_within_the_grace_is_a_no_show_once_and_their_time_is_free()
    {
        await service.Bus.Listen<AppointmentNoShow>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var (id, untold) = (await desk.Booked(desk.At(9)), await desk.Booked(desk.At(15)));
        (
            await desk.Clerk.Post(
                $"/appointments/{id}/notices",
                new
                {
                    id = Guid.CreateVersion7(),
                    channel = "Phone",
                    reached = true,
                }
            )
        ).Ok();

        await desk.WaitUntil(desk.At(9, 29));
        await desk.NoDeadlineIsDue();
        Assert.Equal("Notified", await desk.State(id));
        await desk.WaitUntil(desk.At(9, 31));
        await service.Bus.Hears<AppointmentNoShow>(1, fact => fact.AppointmentId == id);
        await desk.NoDeadlineIsDue();

        Assert.Equal(("NoShow", "Booked"), (await desk.State(id), await desk.State(untold)));
        Assert.Equal(1, await service.Database.Count($"trail WHERE case_id = '{id}' AND type = '{nameof(AppointmentNoShow)}'"));
        Assert.True((await desk.Cancel(id)).Refused("appointment-out-of-order"));
    }

    [Fact]
    [Rule("R-201")]
    public async Task Whoever_is_checked_in_never_becomes_a_no_show_and_is_fulfilled_with_the_visit()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var client = await desk.TestSite.NewClient();
        var id = await desk.Booked(desk.At(9), client);
        await desk.WaitUntil(desk.At(9, 12).AddSeconds(1));
        var visit = (await desk.TestSite.CheckIn(client)).Ok();
        Assert.Equal(id, visit["appointmentId"].GetGuid());

        var here = (await desk.Look(id)).Ok();
        Assert.Equal(("CheckedIn", 13), (here["status"].GetString(), here["minutesLate"].GetInt32()));
        await desk.WaitUntil(desk.At(9, 40));
        await desk.NoDeadlineIsDue();
        Assert.Equal("CheckedIn", await desk.State(id));
        await new Steps(desk.TestSite, visit["id"].GetGuid()).Until("completion");

        Assert.Equal("Fulfilled", await desk.State(id));
        Assert.True((await desk.Cancel(id)).Refused("appointment-out-of-order"));
        Assert.Equal(0, await service.Database.Count($"trail WHERE case_id = '{id}' AND type = '{nameof(AppointmentNoShow)}'"));
    }

    [Fact]
    public async Task A_client_who_says_to_be_late_is_waited_for_until_then_and_the_grace()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var id = await desk.Booked(desk.At(9));
        var late = (await desk.Clerk.Post($"/appointments/{id}/lateness", new { expectedAt = desk.At(10), reason = "traffic" })).Ok();
        Assert.Equal(
            late.Text,
            (await desk.Clerk.Post($"/appointments/{id}/lateness", new { expectedAt = desk.At(10), reason = "traffic" })).Ok().Text
        );

        await desk.WaitUntil(desk.At(10, 29));
        await desk.NoDeadlineIsDue();
        Assert.Equal("Booked", await desk.State(id));
        await desk.WaitUntil(desk.At(10, 31));

        await Eventually.Sees(() => desk.State(id), state => state == "NoShow");
    }

    [Fact]
    public async Task A_no_show_is_taken_back_with_a_reason_and_counts_again_when_nobody_comes()
    {
        await service.Bus.Listen<AppointmentNoShow>();
        await service.Bus.Listen<AppointmentNoShowReversed>();
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var client = await desk.TestSite.NewClient();
        var id = await desk.Booked(desk.At(9), client);
        await desk.WaitUntil(desk.At(9, 31));
        await service.Bus.Hears<AppointmentNoShow>(1, fact => fact.AppointmentId == id);

        (await desk.Clerk.Post($"/appointments/{id}/no-show-reversal", new { reason = "sat in the wrong waiting area" })).Ok();
        await service.Bus.Hears<AppointmentNoShowReversed>(1, fact => fact.AppointmentId == id);
        Assert.Equal("Booked", await desk.State(id));
        await desk.WaitUntil(desk.At(10, 5));
        await service.Bus.Hears<AppointmentNoShow>(2, fact => fact.AppointmentId == id);

        var missed = service.Bus.Heard<AppointmentNoShow>().Where(fact => fact.AppointmentId == id).Select(fact => fact.NoShowId).ToList();
        Assert.Equal(
            (2, missed[0]),
            (missed.Distinct().Count(), service.Bus.Heard<AppointmentNoShowReversed>().Single(fact => fact.AppointmentId == id).NoShowId)
        );
        Assert.Equal(["NoShow", "NoShowReversed", "NoShow"], (await desk.Steps(id))[^3..]);
    }

    [Fact]
    public async Task A_no_show_whose_time_was_given_away_is_not_taken_back()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var id = await desk.Wish();
        (await desk.Hold(id, desk.At(9), minutes: 180)).Ok();
        (await desk.Book(id)).Ok();
        await desk.WaitUntil(desk.At(9, 31));
        await Eventually.Sees(() => desk.State(id), state => state == "NoShow");
        await desk.Booked(desk.At(11));

        Assert.Equal(
            ["DoctorTaken"],
            AppointmentDesk.Conflicts(await desk.Clerk.Post($"/appointments/{id}/no-show-reversal", new { reason = "was here" }))
        );
        Assert.Equal("NoShow", await desk.State(id));
    }

    [Fact]
    public async Task A_client_who_leaves_untreated_is_expected_again_for_the_grace()
    {
        var desk = new AppointmentDesk(await service.OpenSite(doctors: 1));
        var client = await desk.TestSite.NewClient();
        var id = await desk.Booked(desk.At(9), client);
        await desk.WaitUntil(desk.At(9, 45).AddMinutes(-20));
        var visit = (await desk.TestSite.CheckIn(client)).Ok()["id"].GetGuid();
        await desk.WaitUntil(desk.At(9, 45));
        (await new Steps(desk.TestSite, visit).Leave()).Ok();

        await desk.WaitUntil(desk.At(10, 14));
        await desk.NoDeadlineIsDue();
        Assert.Equal("Booked", await desk.State(id));
        await desk.WaitUntil(desk.At(10, 16));
        await Eventually.Sees(() => desk.State(id), state => state == "NoShow");
    }
}
