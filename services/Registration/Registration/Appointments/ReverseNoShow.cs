using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk takes a no-show back with a reason: the client was here, or is on the way. What followed from it is undone by
/// <c>AppointmentNoShowReversed</c>, and the client is waited for again for as long as the grace. Refused for one that is no
/// no-show, and as <c>slot-taken</c> when the time was given to somebody else.
/// </summary>
public static class ReverseNoShow
{
    public sealed record Request([property: Text(500)] string Reason);

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/no-show-reversal", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Takes a no-show back")
            .Refuses(AppointmentRefusals.AnyOutOfOrder, AppointmentRefusals.SlotTaken);

    static async Task<Results<Ok<GetAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        KeepSlot keep,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var appointment = await db.Appointments.FindAsync([appointmentId], stop);
        if (appointment is null)
            return Refusal.NotFound.AsProblem();
        if (appointment.State != AppointmentState.NoShow)
            return AppointmentRefusals.OutOfOrder(appointment.State).AsProblem();
        if (await keep.LockAndCheck(appointment, appointment.KeptSlot() with { AnyHour = true }, stop) is { } taken)
            return taken;
        var (now, missed) = (clock.GetUtcNow(), appointment.Deadlines.NoShowId!.Value);
        if (appointment.ReverseNoShow(policies.Grace(appointment.BranchId, now), now) is { } refusal)
            return refusal.AsProblem();

        await AppointmentClocks.ExpectUntil(db, appointment, stop);
        db.AddStep(appointment, AppointmentStepKind.NoShowReversed, now, reason: request.Reason.Normalized());
        db.Publish(
            new AppointmentNoShowReversed(
                missed,
                appointment.Id,
                appointment.BranchId,
                appointment.ClientId,
                appointment.StartsAt,
                appointment.EngagementId,
                appointment.Answer.GivenAt
            ),
            appointment.CaseId
        );
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
