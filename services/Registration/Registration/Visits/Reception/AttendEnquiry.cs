namespace Clinic.Registration.Visits.Reception;

/// <summary>
/// The enquiry desk, or the duty room, explains the way of a visit to a client who did not book. Once. Refused after triage.
/// </summary>
public static class AttendEnquiry
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    public sealed record Response(DateTimeOffset EnquiredAt);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/enquiry", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Explains the way of a visit")
            .Refuses(VisitRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Way.EnquiredAt is null)
        {
            if (visit.Enquire(caller.PersonId, clock.GetUtcNow()) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.Way.EnquiredAt!.Value));
    }
}
