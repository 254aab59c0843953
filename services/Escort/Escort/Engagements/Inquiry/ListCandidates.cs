using Clinic.Escort.Branches;
using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements.Inquiry;

/// <summary>
/// The lead sees every escort of the branch for an agreed engagement: who can be assigned, and of the others every reason why not.
/// </summary>
public static class ListCandidates
{
    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapGet("{engagementId:guid}/candidates", Handle)
            .Needs(Rights.Lead)
            .WithSummary("Who could be assigned, and why the others not")
            .Refuses(EngagementRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<Eligibility[]>, ProblemHttpResult>> Handle(Guid engagementId, EscortDb db, CancellationToken stop)
    {
        var engagement = await db.Engagements.FindAsync([engagementId], stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        if (engagement.TimeAndPlace is not { StartsAt: { } from, EndsAt: { } to })
            return EngagementRefusals.OutOfOrder(engagement.State).AsProblem();

        var escorts = await db
            .Profiles.AsNoTracking()
            .Where(escortProfile =>
                escortProfile.BranchId == engagement.BranchId
                && escortProfile.State != ProfileState.NotAnEscort
                && escortProfile.State != ProfileState.Left
            )
            .OrderBy(escortProfile => escortProfile.Id)
            .ToListAsync(stop);
        var ids = escorts.Select(escortProfile => escortProfile.Id).ToArray();
        var busy = await db
            .Engagements.Where(candidate =>
                candidate.EscortId != null
                && ids.Contains(candidate.EscortId.Value)
                && candidate.Id != engagementId
                && EngagementStates.OccupyingEscort.Contains(candidate.State)
                && candidate.TimeAndPlace.StartsAt < to
                && candidate.TimeAndPlace.EndsAt > from
            )
            .Select(candidate => candidate.EscortId!.Value)
            .ToListAsync(stop);
        var leaves = await db.Leaves.AsNoTracking().Where(leave => ids.Contains(leave.PersonId) && leave.EndsAt > from).ToListAsync(stop);
        var away = leaves.Where(leave => leave.Overlaps(from, to)).Select(leave => leave.PersonId).ToHashSet();
        var day = await db.DayAt(engagement.BranchId, from, stop);
        return TypedResults.Ok(
            escorts
                .Select(escortProfile =>
                    Eligibility.Judge(
                        escortProfile,
                        escortProfile.Id,
                        engagement.BranchId,
                        day,
                        to,
                        away.Contains(escortProfile.Id),
                        busy.Contains(escortProfile.Id)
                    )
                )
                .OrderByDescending(found => found.Eligible)
                .ToArray()
        );
    }
}
