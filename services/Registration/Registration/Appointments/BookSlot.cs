namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk books the held time (WF-03 2, R-198): <c>AppointmentBooked</c>, and the client stands on the list of those to be told.
/// Once; refused when nothing is held any more, or the branch is closed by now.
/// </summary>
public static class BookSlot
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/booking", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Books the held time")
            .Refuses(AppointmentRefusals.SlotTaken, AppointmentRefusals.AnyOutOfOrder, AppointmentRefusals.HoldExpired);

    static async Task<Results<Ok<GetAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        Request _,
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
        if (!AppointmentStates.Expecting.Contains(appointment.State))
        {
            var now = clock.GetUtcNow();
            if (
                appointment.State == AppointmentState.Held
                && await keep.OutsideHours(appointment, appointment.KeptSlot(), stop) is { Count: > 0 } closed
            )
                return SlotConflict.AsProblem(closed);
            if (appointment.Book(policies.Grace(appointment.BranchId, now), now) is { } refusal)
                return refusal.AsProblem();

            await AppointmentClocks.Expect(db, appointment, policies, now, stop);
            db.AddStep(appointment, AppointmentStepKind.Booked, now);
            db.Publish(appointment.Booked(), appointment.CaseId);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
