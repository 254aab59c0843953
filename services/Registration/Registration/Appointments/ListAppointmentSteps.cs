namespace Clinic.Registration.Appointments;

/// <summary>Staff see what happened to an appointment, in order: old and new time, reason, how the client was told, by whom.</summary>
public static class ListAppointmentSteps
{
    public sealed record Line(
        AppointmentStepKind Kind,
        DateTimeOffset? OldStartsAt,
        [Employee] Guid? OldDoctorId,
        DateTimeOffset StartsAt,
        [Employee] Guid? DoctorId,
        string? ReasonCode,
        string? Reason,
        NoticeChannel? Channel,
        bool? Reached,
        string Actor,
        DateTimeOffset At,
        string? OutsideHoursBecause
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments.MapGet("{appointmentId:guid}/steps", Handle).Needs(Rights.ReadVisits).WithSummary("What happened to an appointment");

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(Guid appointmentId, RegistrationDb db, CancellationToken stop)
    {
        if (!await db.Appointments.AnyAsync(appointment => appointment.Id == appointmentId, stop))
            return Refusal.NotFound.AsProblem();

        return TypedResults.Ok(
            await db
                .AppointmentSteps.AsNoTracking()
                .Where(step => step.AppointmentId == appointmentId)
                .OrderBy(step => step.At)
                .ThenBy(step => step.Id)
                .Take(500)
                .Select(step => new Line(
                    step.Kind,
                    step.OldStartsAt,
                    step.OldDoctorId,
                    step.StartsAt,
                    step.DoctorId,
                    step.ReasonCode,
                    step.Reason,
                    step.Channel,
                    step.Reached,
                    step.Actor,
                    step.At,
                    step.OutsideHoursBecause
                ))
                .ToArrayAsync(stop)
        );
    }
}
