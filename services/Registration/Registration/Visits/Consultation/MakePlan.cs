namespace Clinic.Registration.Visits.Consultation;

/// <summary>
/// The assigned doctor writes history, examination and plan into the chart, once. Refused before the identity was checked.
/// </summary>
public static class MakePlan
{
    public sealed record Request(
        [property: Text(4000, Lines = true)] string History,
        [property: Text(4000, Lines = true)] string Examination,
        [property: Text(4000, Lines = true)] string Plan
    );

    public sealed record Response(VisitState Status, DateTimeOffset PlannedAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/plan", Handle)
            .Needs(Rights.Treat)
            .WithSummary("Writes history, examination and plan")
            .Refuses(VisitRefusals.AnyOutOfOrder, VisitRefusals.NotTheAssignedDoctor, Refusal.AlreadyRecorded);

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
        if (visit.Treatment.PlannedAt is not null)
        {
            var first = db.PagesOf(visit, ChartPart.Plan).Where(page => page.Version == 1);
            return await first.CheckRepeat(db, request, stop) is { } other ? other.AsProblem() : Answer(visit);
        }

        var now = clock.GetUtcNow();
        if (visit.Plan(caller.PersonId, now) is { } refusal)
            return refusal.AsProblem();

        db.Add(ChartEntry.Of(visit, ChartPart.Plan, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        return Answer(visit);
    }

    static Ok<Response> Answer(Visit visit) => TypedResults.Ok(new Response(visit.State, visit.Treatment.PlannedAt!.Value));
}
