using Clinic.Escort.Profiles;

namespace Clinic.Escort.Engagements;

/// <summary>
/// The lead sees every escort of the branch for an agreed engagement: who can be assigned, and of the others every reason why not.
/// </summary>
public static class CandidatesOfEngagement
{
    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapGet("{engagementId:guid}/candidates", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Who could be assigned, and why the others not");

    static async Task<Results<Ok<Eligibility[]>, ProblemHttpResult>> Handle(Guid engagementId, EscortDb db, CancellationToken stop)
    {
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        if (engagement is not { StartsAt: { } from, EndsAt: { } to })
            return Refusals.OutOfOrder(engagement.State).AsProblem();

        var escorts = await db
            .Profiles.AsNoTracking()
            .Where(one => one.BranchId == engagement.BranchId && one.State != ProfileState.NotAnEscort && one.State != ProfileState.Left)
            .OrderBy(one => one.Id)
            .ToListAsync(stop);
        var ids = escorts.Select(one => one.Id).ToArray();
        var busy = await db
            .Engagements.Where(one =>
                one.EscortId != null
                && ids.Contains(one.EscortId.Value)
                && one.Id != engagementId
                && Engagement.OnTheWay.Contains(one.State)
                && one.StartsAt < to
                && one.EndsAt > from
            )
            .Select(one => one.EscortId!.Value)
            .ToListAsync(stop);
        return TypedResults.Ok(
            escorts
                .Select(one => Eligibility.Judge(one, one.Id, engagement.BranchId, to, busy.Contains(one.Id)))
                .OrderByDescending(found => found.Eligible)
                .ToArray()
        );
    }
}
