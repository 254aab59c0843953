namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor writes a new version of the plan with the reason, before the treatment ended; what the client agreed to
/// before counts no more, and the new version needs a consent of its own (WF-43). The version that stands again changes nothing.
/// </summary>
public static class RevisePlan
{
    public sealed record Request(
        [property: Text(4000, Lines = true)] string History,
        [property: Text(4000, Lines = true)] string Examination,
        [property: Text(4000, Lines = true)] string Plan,
        [property: Text(300)] string Reason
    );

    public sealed record Response(VisitState Status, int PlanVersion);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/plan-revision", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Writes a new version of the plan")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.NotTheAssignedDoctor);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        var standing = db.PagesOf(visit, ChartPart.Plan).Where(page => page.Version == visit.Treatment.PlanVersion);
        if (!await standing.Matches(db, request, stop))
        {
            var consent = await db.ConsentTo(visit, stop);
            if (visit.RevisePlan(caller.PersonId) is { } refusal)
                return refusal.AsProblem();

            consent?.Supersede();
            db.Add(ChartEntry.Of(visit, ChartPart.Plan, request, caller.PersonId, clock.GetUtcNow(), visit.Treatment.PlanVersion));
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.State, visit.Treatment.PlanVersion));
    }
}
