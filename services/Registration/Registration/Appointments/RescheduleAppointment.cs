using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk gives a booked appointment, or one that needs it, another time with a reason (WF-03 4), based on the version read
/// (If-Match). The old time is free at once; the client is told anew. The same time again changes nothing. Refused as
/// <c>slot-taken</c> with every conflict; a closed branch is passed over with a reason of its own, which is kept.
/// </summary>
public static class RescheduleAppointment
{
    /// <param name="ReasonCode">Travels with the fact.</param>
    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request(
        ChosenSlot Slot,
        [property: Required, Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode,
        [property: Text(500)] string? Reason = null
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/reschedule", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Gives an appointment another time (If-Match)")
            .NeedsIfMatch()
            .Refuses(AppointmentRefusals.SlotImpossible, AppointmentRefusals.AnyOutOfOrder, AppointmentRefusals.SlotTaken);

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
        var now = clock.GetUtcNow();
        var (slot, wrong) = await keep.ToSlot(appointment.BranchId, request.Slot, now, stop);
        if (wrong is not null)
            return wrong.AsProblem();
        if (!AppointmentStates.Expecting.Contains(appointment.State) || !appointment.Is(slot!))
        {
            if (IfMatch.Check(http.Request, appointment) is { } stale)
                return stale.AsProblem();
            if (!AppointmentStates.Expecting.Contains(appointment.State) && appointment.State != AppointmentState.NeedsReschedule)
                return AppointmentRefusals.OutOfOrder(appointment.State).AsProblem();
            if (await keep.LockAndCheck(appointment, slot!, stop) is { } taken)
                return taken;
            var (oldStart, oldDoctor) = (appointment.StartsAt, appointment.DoctorId);
            if (appointment.Reschedule(slot!, policies.Grace(appointment.BranchId, now), now) is { } refusal)
                return refusal.AsProblem();

            await AppointmentClocks.Expect(db, appointment, policies, now, stop);
            db.AddStep(
                appointment,
                AppointmentStepKind.Rescheduled,
                now,
                request.ReasonCode,
                request.Reason?.Normalized(),
                request.Slot.WhyOutside(slot!),
                (oldStart, oldDoctor)
            );
            db.Publish(
                new AppointmentRescheduled(
                    appointment.Id,
                    appointment.BranchId,
                    appointment.ClientId,
                    appointment.DepartmentId,
                    appointment.DoctorNamed ? appointment.DoctorId : null,
                    oldStart,
                    appointment.StartsAt,
                    request.ReasonCode,
                    appointment.EngagementId,
                    appointment.Answer.GivenAt
                ),
                appointment.CaseId
            );
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
