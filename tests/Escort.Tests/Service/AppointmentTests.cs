using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class AppointmentTests(EscortService service)
{
    [Fact]
    [Rule("R-012", "R-013")]
    public async Task Without_an_appointment_and_a_route_nobody_is_ready()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        var before = await call.Fingerprint();

        Assert.True((await call.BeReady()).Refused("appointment-missing"));
        Assert.Equal(400, (int)(await call.Escort!.Post(call.Path("readiness"), new { hospital = "two sites", route = "  " })).Status);
        Assert.Equal(before, await call.Fingerprint());
        (await call.Ask()).Ok();
        Assert.True((await call.BeReady()).Refused("appointment-missing"));
        await service.Hears(EscortService.Booked, call.Booking(), call.Id);

        (await call.BeReady()).Ok();
        Assert.Equal(call.Id, (await call.Look()).Ok()["appointment"].GetProperty("appointmentId").GetGuid());
    }

    [Fact]
    [Rule("R-012")]
    public async Task A_refusal_is_noted_and_the_escort_asks_again()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        (await call.Ask()).Ok();
        Assert.True(
            (
                await call.Escort!.Post(
                    call.Path("appointment-request"),
                    new { departmentId = site.Clinic, wishedFrom = call.Slot.From.AddHours(1) }
                )
            ).Refused("appointment-stands")
        );

        await service.Hears(
            EscortService.Refused,
            new AppointmentRefused(call.Id, site.Clinic, call.ClientId, "Full", service.Clock.GetUtcNow()),
            call.Id
        );
        Assert.Equal("Full", (await call.Look()).Ok()["appointment"].GetProperty("refusedBecause").GetString());
        (await call.Ask()).Ok();

        Assert.Equal(2, await site.Facts(call.Id, nameof(Contracts.AppointmentRequested)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_booking_outweighs_a_refusal_whichever_is_heard_first(int first)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("preparation");
        (await call.Ask()).Ok();
        var now = service.Clock.GetUtcNow();
        Func<Task>[] answers =
        [
            () => service.Hears(EscortService.Refused, new AppointmentRefused(call.Id, site.Clinic, call.ClientId, "Full", now), call.Id),
            () => service.Hears(EscortService.Booked, call.Booking(now.AddMinutes(2)), call.Id),
        ];

        await answers[first]();
        await answers[1 - first]();

        var appointment = (await call.Look()).Ok()["appointment"];
        Assert.Equal(call.Id, appointment.GetProperty("appointmentId").GetGuid());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, appointment.GetProperty("refusedBecause").ValueKind);
    }

    [Fact]
    [Rule("R-012")]
    public async Task A_hospital_outside_gives_its_own_reference()
    {
        var site = await service.OpenSite();
        var call = await site.NewCall();
        foreach (var act in new[] { call.Inquire, call.HandOver })
            (await act()).Ok();
        (
            await site.Lead.Post(
                call.Path("need"),
                new
                {
                    clientId = call.ClientId,
                    content = "company",
                    startsAt = call.Slot.From,
                    endsAt = call.Slot.To,
                    place = Steps.Place,
                    priceTold = 0m,
                    currency = "CNY",
                },
                await call.ETag()
            )
        ).Ok();
        foreach (var act in new[] { call.Sign, call.Assign, call.Prepare })
            (await act()).Ok();

        Assert.True((await call.Ask()).Refused("no-clinic-branch"));
        (await call.Escort!.Post(call.Path("outside-appointment"), new { reference = "H-77", startsAt = call.Slot.From })).Ok();

        (await call.BeReady()).Ok();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_completed_visit_marks_the_consultation_whether_the_escort_notes_it_before_or_after(bool visitFirst)
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var started = (await call.Look()).Ok()["startedAt"].GetDateTimeOffset();
        var (visit, done) = (Guid.CreateVersion7(), service.Clock.GetUtcNow());
        Func<Task>[] acts =
        [
            () => service.Hears(EscortService.Visited, Visit(site, call.ClientId, call.Id, visit, done), call.Id),
            async () => (await call.Escort!.Put(call.Path("steps/Consultation"), new { beganAt = started, endedAt = started })).Ok(),
        ];

        await acts[visitFirst ? 0 : 1]();
        await acts[visitFirst ? 1 : 0]();

        var step = (await call.Look()).Ok()["steps"].EnumerateArray().Single();
        Assert.Equal(
            (visit, done, true),
            (
                step.GetProperty("visitId").GetGuid(),
                step.GetProperty("visitCompletedAt").GetDateTimeOffset(),
                step.GetProperty("done").GetBoolean()
            )
        );
        Assert.Equal(started, step.GetProperty("endedAt").GetDateTimeOffset());
    }

    [Fact]
    [Rule("R-015")]
    public async Task Registering_at_the_clinic_marks_that_step_and_paying_and_medicine_are_the_escorts_to_note()
    {
        var site = await service.OpenSite();
        var call = await (await site.NewCall()).Until("start");
        var started = (await call.Look()).Ok()["startedAt"].GetDateTimeOffset();
        var (visit, registered) = (Guid.CreateVersion7(), service.Clock.GetUtcNow());

        await service.Hears(EscortService.Registered, Registration(site, call.ClientId, call.Id, visit, registered), call.Id);
        await service.Hears(EscortService.Registered, Registration(site, call.ClientId, engagement: null, visit, registered), call.Id);
        foreach (var kind in new[] { "Payment", "Medicine" })
            (await call.Escort!.Put(call.Path($"steps/{kind}"), new { beganAt = started, endedAt = started })).Ok();

        var steps = (await call.Look()).Ok()["steps"].EnumerateArray().ToDictionary(step => step.GetProperty("kind").GetString()!);
        Assert.Equal(3, steps.Count);
        Assert.Equal(
            (visit, registered, true),
            (
                steps["Registration"].GetProperty("visitId").GetGuid(),
                steps["Registration"].GetProperty("visitCompletedAt").GetDateTimeOffset(),
                steps["Registration"].GetProperty("done").GetBoolean()
            )
        );
        Assert.All(new[] { "Payment", "Medicine" }, kind => Assert.Equal(started, steps[kind].GetProperty("endedAt").GetDateTimeOffset()));
    }

    internal static VisitRegistered Registration(TestSite site, Guid client, Guid? engagement, Guid visit, DateTimeOffset at) =>
        new(visit, site.Clinic, client, VisitType.First, at, engagement);

    internal static VisitCompleted Visit(TestSite site, Guid client, Guid? engagement, Guid visit, DateTimeOffset at) =>
        new(visit, site.Clinic, client, VisitType.First, site.Clinic, site.Clinic, [], true, at, null, 1, engagement);
}
