using Clinic.Registration.Contracts;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class AppointmentFateTests(EscortService service)
{
    [Fact]
    [Rule("R-025")]
    public async Task A_moved_appointment_makes_the_second_confirmation_invalid()
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("reconfirmation");
        var moved = Moved(call, call.Slot.From.AddMinutes(30));

        await Hears(moved, call);

        var seen = (await call.Look()).Ok();
        Assert.Equal(
            ("Ready", moved.StartsAt),
            (seen["status"].GetString(), seen["appointment"].GetProperty("startsAt").GetDateTimeOffset())
        );
        Assert.True((await call.Start()).Refused("engagement-step-out-of-order"));
        (await call.Reconfirm()).Ok();
        (await call.Start()).Ok();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("R-025", "R-012")]
    public async Task Without_its_appointment_nothing_is_confirmed_until_there_is_another_one(bool cancelled)
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("reconfirmation");

        if (cancelled)
            await Hears(Called(call), call);
        else
            await Hears(Needs(call), call);

        var lost = (await call.Look()).Ok();
        Assert.Equal(
            ("Ready", cancelled ? "cancelled.ClientAsked" : "doctor-on-leave"),
            (lost["status"].GetString(), lost["appointment"].GetProperty("lostBecause").GetString())
        );
        Assert.True((await call.Reconfirm()).Refused("appointment-missing"));
        if (cancelled)
            (await call.Book()).Ok();
        else
            await Hears(Moved(call, call.Slot.From, service.Clock.GetUtcNow()), call);
        (await call.Reconfirm()).Ok();
        (await call.Start()).Ok();
    }

    [Fact]
    public async Task A_service_that_began_stays_begun()
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("start");

        await Hears(Called(call), call);

        Assert.Equal("InService", (await call.Look()).Ok()["status"].GetString());
    }

    [Fact]
    public async Task A_no_show_is_seen_by_the_lead_until_it_is_taken_back()
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("reconfirmation");
        var at = service.Clock.GetUtcNow();
        AppointmentNoShow missed = new(Guid.CreateVersion7(), call.Id, Guid.CreateVersion7(), call.ClientId, call.Slot.From, call.Id, at);

        await Hears(missed, call);
        Assert.Equal(at, (await call.Look()).Ok()["appointment"].GetProperty("missedAt").GetDateTimeOffset());
        await Hears(
            new AppointmentNoShowReversed(
                missed.NoShowId,
                call.Id,
                missed.BranchId,
                call.ClientId,
                call.Slot.From,
                call.Id,
                at.AddMinutes(1)
            ),
            call
        );
        await Hears(missed, call);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await call.Look()).Ok()["appointment"].GetProperty("missedAt").ValueKind);
        Assert.Equal("Reconfirmed", (await call.Look()).Ok()["status"].GetString());
    }

    // Booked, moved, lost, booked anew: the latest counts, whichever is heard last.
    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(2, 0, 3, 1)]
    [InlineData(1, 3, 0, 2)]
    public async Task The_fate_of_an_appointment_ends_the_same_in_any_order(params int[] order)
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("preparation");
        (await call.Ask()).Ok();
        var now = service.Clock.GetUtcNow();
        Func<Task>[] facts =
        [
            () => service.Hears(EscortService.Booked, call.Booking(now), call.Id),
            () => Hears(Moved(call, call.Slot.From.AddHours(1), now.AddSeconds(1)), call),
            () => Hears(Needs(call, now.AddSeconds(2)), call),
            () =>
                service.Hears(
                    EscortService.Booked,
                    call.Booking(now.AddSeconds(3)) with
                    {
                        StartsAt = call.Slot.From.AddHours(3),
                    },
                    call.Id
                ),
        ];

        foreach (var fact in order)
            await facts[fact]();

        var appointment = (await call.Look()).Ok()["appointment"];
        Assert.Equal(
            (call.Slot.From.AddHours(3), call.Id),
            (appointment.GetProperty("startsAt").GetDateTimeOffset(), appointment.GetProperty("appointmentId").GetGuid())
        );
        Assert.Equal(System.Text.Json.JsonValueKind.Null, appointment.GetProperty("lostBecause").ValueKind);
    }

    [Fact]
    public async Task The_same_message_and_the_same_fact_under_new_ids_have_their_effect_once()
    {
        var call = await (await (await service.OpenSite()).NewCall()).Until("reconfirmation");
        var (moved, at) = (Moved(call, call.Slot.From.AddMinutes(30)), service.Clock.GetUtcNow().AddSeconds(1));
        AppointmentNoShow missed = new(Guid.CreateVersion7(), call.Id, Guid.CreateVersion7(), call.ClientId, call.Slot.From, call.Id, at);
        AppointmentNoShowReversed back = new(
            missed.NoShowId,
            call.Id,
            missed.BranchId,
            call.ClientId,
            call.Slot.From,
            call.Id,
            at.AddSeconds(1)
        );
        var (needs, called) = (Needs(call, at.AddSeconds(2)), Called(call, at.AddSeconds(3)));

        await Twice(moved);
        (await call.Reconfirm()).Ok();
        await Hears(moved, call);
        Assert.Equal("Reconfirmed", (await call.Look()).Ok()["status"].GetString());
        await Twice(missed);
        await Twice(back);
        await Twice(needs);
        await Twice(called);

        Assert.Equal(0, await service.Database.Count("parked"));
        Assert.Equal("cancelled.ClientAsked", (await call.Look()).Ok()["appointment"].GetProperty("lostBecause").GetString());

        async Task Twice<TFact>(TFact fact)
            where TFact : class
        {
            var message = await Hears(fact, call);
            var once = (await call.Look()).Ok();
            await service.Bus.Say(fact, call.Id, message);
            await Hears(fact, call);
            var twice = (await call.Look()).Ok();
            Assert.Equal((once.Text, once.ETag), (twice.Text, twice.ETag));
        }
    }

    AppointmentRescheduled Moved(Steps call, DateTimeOffset to, DateTimeOffset? at = null) =>
        new(
            call.Id,
            Guid.CreateVersion7(),
            call.ClientId,
            Guid.CreateVersion7(),
            null,
            call.Slot.From,
            to,
            "ClientAsked",
            call.Id,
            at ?? service.Clock.GetUtcNow()
        );

    AppointmentCancelled Called(Steps call, DateTimeOffset? at = null) =>
        new(call.Id, Guid.CreateVersion7(), call.ClientId, call.Slot.From, "ClientAsked", call.Id, at ?? service.Clock.GetUtcNow());

    AppointmentNeedsReschedule Needs(Steps call, DateTimeOffset? at = null) =>
        new(
            call.Id,
            Guid.CreateVersion7(),
            call.ClientId,
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            call.Slot.From,
            "doctor-on-leave",
            call.Id,
            at ?? service.Clock.GetUtcNow()
        );

    Task<Guid> Hears<TFact>(TFact fact, Steps call)
        where TFact : class =>
        service.Hears(
            fact switch
            {
                AppointmentRescheduled => EscortService.Moved,
                AppointmentCancelled => EscortService.Cancelled,
                AppointmentNeedsReschedule => EscortService.NeedsReschedule,
                AppointmentNoShow => EscortService.NoShow,
                _ => EscortService.NoShowReversed,
            },
            fact,
            call.Id
        );
}
