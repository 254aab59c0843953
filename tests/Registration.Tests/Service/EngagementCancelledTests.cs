using Clinic.Escort.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Tests.Service;

public sealed class EngagementCancelledTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    const string Queue = "registration-release-appointment-when-escort-engagement-cancelled";

    [Fact]
    [Rule("R-025")]
    public async Task A_cancelled_engagement_frees_the_doctors_time_once_however_often_it_is_said()
    {
        await service.Bus.Listen<AppointmentCancelled>();
        var site = await service.OpenSite(doctors: 1);
        var (escort, desk) = (await EscortDesk.Opened(service, site), new AppointmentDesk(site));
        var request = escort.Wants(await site.NewClient(), desk.At(10));
        var booked = await escort.Books(request);
        Assert.Equal(desk.At(10), booked.StartsAt);
        var wish = await desk.Wish();
        Assert.Equal(["DoctorTaken"], AppointmentDesk.Conflicts(await desk.Hold(wish, desk.At(10))));

        var cancelled = Cancelled(escort, request);
        var message = await Say(cancelled);
        await Say(cancelled, message);
        await Say(cancelled);

        await service.Bus.Hears<AppointmentCancelled>(
            1,
            fact =>
                fact.AppointmentId == booked.AppointmentId
                && fact.EngagementId == request.EngagementId
                && fact.ReasonCode == "engagement-cancelled"
        );
        Assert.Equal("Cancelled", await desk.State(booked.AppointmentId));
        Assert.Equal(["Booked", "Cancelled"], await desk.Steps(booked.AppointmentId));
        (await desk.Hold(wish, desk.At(10))).Ok();
        Assert.Equal(0, await service.Database.Count($"due WHERE subject_id = '{booked.AppointmentId}'"));
        Assert.Equal(1, await Facts(request, nameof(AppointmentCancelled)));

        var later = await escort.IsRefused(request with { OccurredAt = service.Clock.GetUtcNow(), WishedFrom = desk.At(14) });
        Assert.Equal("engagement-cancelled", later.ReasonCode);
        Assert.Equal("Cancelled", await desk.State(booked.AppointmentId));
    }

    [Fact]
    [Rule("R-012", "R-025")]
    public async Task A_request_that_is_heard_after_its_engagement_was_cancelled_books_nothing()
    {
        var site = await service.OpenSite(doctors: 1);
        var escort = await EscortDesk.Opened(service, site);
        var request = escort.Wants(await site.NewClient());
        var cancelled = Cancelled(escort, request);
        var message = await Say(cancelled);
        await Say(cancelled, message);
        await Say(cancelled);

        Assert.Equal("engagement-cancelled", (await escort.IsRefused(request)).ReasonCode);
        Assert.Equal("engagement-cancelled", (await escort.IsRefused(request)).ReasonCode);

        Assert.Empty(await escort.Row(request.EngagementId));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    [Fact]
    public async Task Who_is_here_already_keeps_the_appointment_although_the_engagement_was_cancelled()
    {
        var site = await service.OpenSite(doctors: 1);
        var (escort, desk) = (await EscortDesk.Opened(service, site), new AppointmentDesk(site));
        await desk.WaitUntil(desk.At(9));
        var client = await site.NewClient();
        var request = escort.Wants(client, desk.At(10));
        var booked = await escort.Books(request);
        Assert.Equal(booked.AppointmentId, (await site.CheckIn(client)).Ok()["appointmentId"].GetGuid());

        await Say(Cancelled(escort, request));

        Assert.Equal("CheckedIn", await desk.State(booked.AppointmentId));
        Assert.Equal(0, await Facts(request, nameof(AppointmentCancelled)));
    }

    EscortEngagementCancelled Cancelled(EscortDesk escort, AppointmentRequested request) =>
        new(request.EngagementId, escort.Branch, "Client", "ClientAsked", service.Clock.GetUtcNow());

    Task<long> Facts(AppointmentRequested request, string type) =>
        service.Database.Count($"trail WHERE case_id = '{request.EngagementId}' AND type = '{type}' AND kind = 'fact'");

    async Task<Guid> Say(EscortEngagementCancelled fact, Guid? messageId = null)
    {
        var message = await service.Bus.Say(fact, fact.EngagementId, messageId);
        await service.Applied(message, Queue);
        return message;
    }
}
