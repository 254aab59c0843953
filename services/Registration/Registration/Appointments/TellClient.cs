using Clinic.Registration.Contracts;

namespace Clinic.Registration.Appointments;

/// <summary>How a client was told of the time.</summary>
public enum NoticeChannel
{
    Phone,
    TextMessage,
    Chat,
    InPerson,
}

/// <summary>
/// The desk told the client the time, at booking and again before it (R-198, WF-03 3), or tried to: channel and result are recorded
/// and <c>AppointmentReminderSent</c> is said. Who was reached leaves the list of those to be told. The same body again
/// changes nothing. Refused for a client who is not expected.
/// </summary>
public static class TellClient
{
    public sealed record Request([property: GivenId] Guid Id, NoticeChannel Channel, bool Reached);

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("{appointmentId:guid}/notices", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Records that the client was told the time, or not reached")
            .Refuses(AppointmentRefusals.AnyOutOfOrder, Refusal.IdTaken);

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
        var known = await db.AppointmentSteps.FindAsync([request.Id], stop);
        if (known is null)
        {
            var now = clock.GetUtcNow();
            if (appointment.NoteNotice(request.Reached) is { } refusal)
                return refusal.AsProblem();

            db.Add(
                new AppointmentStep
                {
                    Id = request.Id,
                    AppointmentId = appointment.Id,
                    BranchId = appointment.BranchId,
                    Kind = AppointmentStepKind.Told,
                    StartsAt = appointment.StartsAt,
                    DoctorId = appointment.DoctorId,
                    Channel = request.Channel,
                    Reached = request.Reached,
                    Actor = db.Caller.Actor,
                    At = now,
                }
            );
            db.Publish(
                new AppointmentReminderSent(
                    appointment.Id,
                    appointment.BranchId,
                    appointment.ClientId,
                    request.Channel.ToString(),
                    request.Reached,
                    appointment.EngagementId,
                    now
                ),
                appointment.CaseId
            );
            await db.SaveChangesAsync(stop);
        }
        else if (
            (known.AppointmentId, known.Kind, known.Channel, known.Reached)
            != (appointmentId, AppointmentStepKind.Told, request.Channel, request.Reached)
        )
        {
            return Refusal.IdTaken.AsProblem();
        }
        return TypedResults.Ok(GetAppointment.Answer(appointment, http));
    }
}
