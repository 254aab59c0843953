namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk holds a free time while the client decides (WF-03 2); nobody else gets it until the hold ends by itself. Holding
/// another time gives this one back. Refused as <c>slot-taken</c> with every conflict: doctor, room and client taken, the doctor
/// away, not on the roster or not of the department, the branch closed; a closed branch is passed over with a reason, which is kept.
/// </summary>
public static class HoldSlot
{
    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/hold", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Holds a time for a moment")
            .Refuses(AppointmentRefusals.SlotImpossible, AppointmentRefusals.AnyOutOfOrder, AppointmentRefusals.SlotTaken);

    static async Task<Results<Ok<GetAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        ChosenSlot request,
        HttpContext http,
        RegistrationDb db,
        KeepSlot keep,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var appointment = await db.Appointments.FindAsync([appointmentId], stop);
        if (appointment is null)
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        var (slot, wrong) = await keep.ToSlot(appointment.BranchId, request, now, stop);
        if (wrong is not null)
            return wrong.AsProblem();
        if (!appointment.Holds(slot!))
        {
            if (appointment.State is not (AppointmentState.Requested or AppointmentState.Held))
                return AppointmentRefusals.OutOfOrder(appointment.State).AsProblem();
            // A first look without holding anyone up: when many want one time, nearly all of them come too late and wait for nobody.
            if (await keep.ConflictsWith(appointment, slot!, stop) is { Count: > 0 } conflicts)
                return SlotConflict.AsProblem(conflicts);
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (await keep.LockAndCheck(appointment, slot!, stop) is { } taken)
                return taken;
            if (appointment.Hold(slot!, now + policies.HoldFor(appointment.BranchId, now)) is { } refusal)
                return refusal.AsProblem();

            await db.CancelDeadlines(AppointmentClocks.Hold, appointment.Id, stop);
            db.ScheduleDeadline(AppointmentClocks.Hold, appointment.Id, appointment.BranchId, appointment.Deadlines.HeldUntil!.Value);
            db.AddStep(appointment, AppointmentStepKind.Held, now, outsideHours: request.WhyOutside(slot!));
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
