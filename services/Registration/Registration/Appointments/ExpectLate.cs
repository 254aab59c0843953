namespace Clinic.Registration.Appointments;

/// <summary>
/// The client says to be late: the appointment is waited for until the announced time and the grace after it. Refused: a time not
/// after the one kept or more than eight hours later, and a client who is not expected any more.
/// </summary>
public static class ExpectLate
{
    public sealed record Request(DateTimeOffset ExpectedAt, [property: Text(300)] string? Reason = null);

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/lateness", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("The client says to be late")
            .Refuses(AppointmentRefusals.AnyOutOfOrder, AppointmentRefusals.LatenessImpossible);

    static async Task<Results<Ok<GetAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var appointment = await db.Appointments.FindAsync([appointmentId], stop);
        if (appointment is null)
            return Refusal.NotFound.AsProblem();
        var (now, before) = (clock.GetUtcNow(), appointment.Deadlines.NoShowDueAt);
        if (
            appointment.ExpectLate(
                request.ExpectedAt.ToUniversalTime(),
                policies.Grace(appointment.BranchId, appointment.Answer.GivenAt)
            ) is
            { } refusal
        )
            return refusal.AsProblem();
        if (appointment.Deadlines.NoShowDueAt != before)
        {
            await AppointmentClocks.ExpectUntil(db, appointment, stop);
            db.AddStep(appointment, AppointmentStepKind.ExpectedLate, now, reason: request.Reason?.Normalized());
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
