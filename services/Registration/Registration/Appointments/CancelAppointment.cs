namespace Clinic.Registration.Appointments;

/// <summary>
/// Client or desk call an appointment off with a reason (WF-03 5), based on the version read (If-Match); a wish or a hold, too. Its
/// time is free at once. The same reason again changes nothing. Refused once the client is here, or did not come.
/// </summary>
public static class CancelAppointment
{
    /// <param name="ReasonCode">Travels with the fact.</param>
    /// <param name="Reason">In words; stays here.</param>
    public sealed record Request(
        [property: Required, Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode,
        [property: Text(500)] string? Reason = null
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/cancellation", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Calls an appointment off (If-Match)")
            .NeedsIfMatch()
            .Refuses(AppointmentRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<GetAppointment.Response>, ProblemHttpResult>> Handle(
        Guid appointmentId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var appointment = await db.Appointments.FindAsync([appointmentId], stop);
        if (appointment is null)
            return Refusal.NotFound.AsProblem();
        if (appointment.State != AppointmentState.Cancelled || appointment.ReasonCode != request.ReasonCode)
        {
            if (IfMatch.Check(http.Request, appointment) is { } stale)
                return stale.AsProblem();
            if (await db.CallOff(appointment, request.ReasonCode, request.Reason?.Normalized(), clock.GetUtcNow(), stop) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
