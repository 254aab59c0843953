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

    static async Task<Results<Ok<ReadAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var one = await db.Appointments.FindAsync([appointmentId], stop);
        if (one is null)
            return Refusal.NotFound.AsProblem();
        var (now, before) = (clock.GetUtcNow(), one.Deadlines.NoShowDueAt);
        if (one.ExpectLate(request.ExpectedAt.ToUniversalTime(), policies.Grace(one.BranchId, one.Answer.GivenAt)) is { } refusal)
            return refusal.AsProblem();
        if (one.Deadlines.NoShowDueAt != before)
        {
            await AppointmentClocks.ExpectUntil(db, one, stop);
            db.AddStep(one, AppointmentStepKind.ExpectedLate, now, reason: request.Reason?.Normalized());
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(ReadAppointment.Answer(one, http));
    }
}
