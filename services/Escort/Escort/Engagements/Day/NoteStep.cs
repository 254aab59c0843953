namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// The escort notes a step at the hospital with its times, once it begins and again once it is over; what is said
/// last counts. Refused outside of the service, or with times that cannot be.
/// </summary>
public static class NoteStep
{
    public sealed record Request(
        DateTimeOffset BeganAt,
        DateTimeOffset? EndedAt = null,
        [property: Text(1000, Lines = true)] string? Note = null
    );

    public sealed record Response(ServiceStepKind Kind, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, Guid? VisitId, bool Done);

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPut("{engagementId:guid}/steps/{kind}", Handle)
            .Needs(Rights.Serve)
            .WithSummary("Notes a step at the hospital")
            .Refuses(EngagementRefusals.AnyOutOfOrder, EngagementRefusals.StepTimesImpossible);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid engagementId,
        ServiceStepKind kind,
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
        var now = clock.GetUtcNow();
        if (engagement.State != EngagementState.InService)
            return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();
        if (request.BeganAt < engagement.Day.StartedAt || (request.EndedAt ?? request.BeganAt) > now || request.EndedAt < request.BeganAt)
            return EngagementRefusals.StepTimesImpossible.AsProblem();

        var step = await db.Steps.FindAsync([engagementId, kind], stop);
        if (step is null)
            db.Add(
                step = new()
                {
                    EngagementId = engagementId,
                    Kind = kind,
                    BranchId = engagement.BranchId,
                }
            );
        step.Write(request.BeganAt, request.EndedAt, request.Note?.Normalized());
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(kind, step.BeganAt!.Value, step.EndedAt, step.VisitId, step.IsDone));
    }
}
