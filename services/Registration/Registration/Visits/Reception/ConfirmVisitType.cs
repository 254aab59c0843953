using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Reception;

/// <summary>
/// The desk confirms at the registration whether it is a first or a return visit; another word than the platform's own needs a
/// reason and the version read (If-Match), is said as <c>VisitTypeCorrected</c>, and the statistics follow (RPT-03). The same again
/// changes nothing. Refused for a visit that was taken back.
/// </summary>
public static class ConfirmVisitType
{
    /// <param name="Reason">Needed when the type changes.</param>
    public sealed record Request(VisitType Type, [property: Text(300)] string? Reason = null);

    public sealed record Response(VisitType Type, DateTimeOffset ConfirmedAt, [Employee] Guid ConfirmedBy);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPut("{visitId:guid}/type", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Confirms first or return visit, or corrects it (If-Match)")
            .NeedsIfMatch()
            .Refuses(VisitRefusals.TypeNeedsReason, VisitRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.TypeConfirmedAt is null || visit.Type != request.Type)
        {
            var now = clock.GetUtcNow();
            if (visit.Type != request.Type)
            {
                if (request.Reason is null)
                    return VisitRefusals.TypeNeedsReason.AsProblem();
                if (IfMatch.Check(http.Request, visit) is { } stale)
                    return stale.AsProblem();

                db.Add(
                    new VisitTypeChange
                    {
                        Id = Guid.CreateVersion7(now),
                        BranchId = visit.BranchId,
                        VisitId = visit.Id,
                        Was = visit.Type,
                        Became = request.Type,
                        Reason = request.Reason.Normalized(),
                        ChangedBy = caller.PersonId,
                        ChangedAt = now,
                    }
                );
                db.Publish(new VisitTypeCorrected(visit.Id, visit.BranchId, request.Type, now), visit.CaseId);
            }
            if (visit.ConfirmType(request.Type, caller.PersonId, now) is { } refusal)
                return refusal.AsProblem();

            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(http.Response, visit);
        return TypedResults.Ok(new Response(visit.Type, visit.TypeConfirmedAt!.Value, visit.TypeConfirmedBy!.Value));
    }
}

/// <summary>A visit was taken for a first one or a return one by mistake.</summary>
public sealed class VisitTypeChange : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid VisitId { get; init; }
    public VisitType Was { get; init; }
    public VisitType Became { get; init; }
    public required string Reason { get; init; }
    public Guid ChangedBy { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}
