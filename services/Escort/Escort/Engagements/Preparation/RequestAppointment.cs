using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The escort asks the branch where the client will be treated for an appointment; it answers by event. After a refusal,
/// when the clinic cannot keep it any more, and when it is not within the agreed service, it may be asked again. Refused: a hospital
/// outside the group, an appointment that is asked for or there already.
/// </summary>
public static class RequestAppointment
{
    public sealed record Request(
        [property: GivenId] Guid DepartmentId,
        DateTimeOffset WishedFrom,
        [property: GivenId] Guid? DoctorId = null
    );

    public sealed record Response(DateTimeOffset AskedAt, Guid? AppointmentId, string? RefusedBecause);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/appointment-request", Handle)
            .Needs(Rights.Serve)
            .WithSummary("Asks the clinic for an appointment")
            .Refuses(EngagementRefusals.AnyOutOfOrder, EngagementRefusals.NoClinicBranch, EngagementRefusals.AppointmentStands);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var appointment = await db.Appointments.FindAsync([engagementId], stop);
        var isRepeat =
            appointment is { RefusedBecause: null, LostBecause: null }
            && appointment.Asks(request.DepartmentId, request.DoctorId, request.WishedFrom);
        if (!isRepeat)
        {
            var now = clock.GetUtcNow();
            var again = engagement.State == EngagementState.Ready && appointment?.Serves(engagement.TimeAndPlace) != true;
            if (engagement.State != EngagementState.Preparing && !again)
                return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();
            if (engagement.Need.ClinicBranchId is not { } clinic)
                return EngagementRefusals.NoClinicBranch.AsProblem();
            if (appointment is null)
                db.Add(appointment = new() { EngagementId = engagement.Id, BranchId = engagement.BranchId });
            if (appointment.Ask(request.DepartmentId, request.DoctorId, request.WishedFrom, engagement.TimeAndPlace, now) is { } refusal)
                return refusal.AsProblem();

            db.Publish(
                new AppointmentRequested(
                    engagement.Id,
                    engagement.BranchId,
                    clinic,
                    engagement.ClientId!.Value,
                    request.DepartmentId,
                    request.DoctorId,
                    request.WishedFrom,
                    now
                ),
                engagement.Id
            );
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(appointment!.AskedAt!.Value, appointment.AppointmentId, appointment.RefusedBecause));
    }
}
