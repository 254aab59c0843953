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

    static async Task<Results<Ok<ReadAppointment.Response>, ProblemHttpResult>> Handle(
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
        var one = await db.Appointments.FindAsync([appointmentId], stop);
        if (one is null)
            return Refusal.NotFound.AsProblem();
        if (!AppointmentStates.Expecting.Contains(one.State))
        {
            var now = clock.GetUtcNow();
            if (one.State == AppointmentState.Held && await keep.OutsideHours(one, one.KeptSlot(), stop) is { Count: > 0 } closed)
                return SlotConflict.AsProblem(closed);
            if (one.Book(policies.Grace(one.BranchId, now), now) is { } refusal)
                return refusal.AsProblem();

            await AppointmentClocks.Expect(db, one, policies, now, stop);
            db.AddStep(one, AppointmentStepKind.Booked, now);
            db.Publish(one.Booked(), one.CaseId);
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(ReadAppointment.Answer(one, http));
    }
}
