using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.Preparation;

/// <summary>
/// The escort has studied the hospital and written the route through it, and there is an appointment: the
/// engagement is ready. Refused without an appointment, or with one outside the agreed service.
/// </summary>
public static class CompletePreparation
{
    /// <param name="Hospital">Surroundings, departments, specialists.</param>
    /// <param name="Route">Where to go in which order.</param>
    public sealed record Request([property: Text(2000, Lines = true)] string Hospital, [property: Text(2000, Lines = true)] string Route);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/readiness", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The escort is ready: appointment there, route written")
            .Refuses(
                EngagementRefusals.AnyOutOfOrder,
                EngagementRefusals.AppointmentMissing,
                EngagementRefusals.AppointmentElsewhen,
                Refusal.AlreadyRecorded
            );

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = new Request(request.Hospital.Normalized(), request.Route.Normalized());
        if (engagement.Assignment.ReadyAt is not null)
            return await db.PagesOf(engagement, PageKind.Route).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        var appointment = await db.Appointments.FindAsync([engagementId], stop);
        if (engagement.MakeReady(appointment, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Route, said, caller.PersonId, now));
        db.Publish(
            new EscortPreparationCompleted(engagement.Id, engagement.BranchId, caller.PersonId, appointment?.AppointmentId, now),
            engagement.Id
        );
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
