using Clinic.Escort.Escorts;
using Clinic.Feedback.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// The lead and the manager of a branch see that there are complaints about its escorts, or about an engagement of it without naming
/// anybody, and how each stands, in the order of their ids; what they say stays in Feedback. Nobody finds a complaint about themselves
/// there. Refused: a period that ends before it begins.
/// </summary>
public static class ListEscortComplaints
{
    /// <param name="EscortIds">The escorts in sight whom it names, or who answer for it.</param>
    /// <param name="ResponsibleFound">True when one of them was found responsible and that stands.</param>
    public sealed record Line(
        Guid Id,
        [Employee] IReadOnlyList<Guid> EscortIds,
        ComplaintKind? Kind,
        Guid? EngagementId,
        DateTimeOffset FiledAt,
        KnownComplaintState Status,
        bool ResponsibleFound
    );

    internal static void Map(RouteGroupBuilder escorts) =>
        escorts
            .MapGet("complaints", Handle)
            .Needs(Rights.ReadFeedback)
            .WithSummary("That there are complaints about escorts (after: the last id of the page before)")
            .Refuses(ProfileRefusals.PeriodImpossible);

    /// <param name="escort">Only those about this escort, or about an engagement of this escort.</param>
    /// <param name="status">Only those that stand so; several may be named.</param>
    /// <param name="from">Filed from this instant on.</param>
    /// <param name="to">Filed before this instant.</param>
    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        EscortDb db,
        Caller caller,
        Guid? branch,
        Guid? escort,
        KnownComplaintState[]? status,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (since, until) = (from?.ToUniversalTime(), to?.ToUniversalTime());
        if (since >= until)
            return ProfileRefusals.PeriodImpossible.AsProblem();
        List<KnownComplaintState> states = [.. status ?? []];
        var (me, all) = (caller.PersonId, states.Count == 0);
        var escorts = db.Profiles.Where(profile =>
            profile.State != ProfileState.NotAnEscort && (branch == null || profile.BranchId == branch)
        );
        var page = await db
            .Complaints.AsNoTracking()
            .NotConcerning(me)
            .Where(complaint =>
                complaint.FiledAt != null
                && (all || states.Contains(complaint.State))
                && (since == null || complaint.FiledAt >= since)
                && (until == null || complaint.FiledAt < until)
                && (after == null || complaint.Id > after)
                && (
                    escorts.Any(profile =>
                        (escort == null || profile.Id == escort)
                        && (complaint.AccusedIds.Contains(profile.Id) || complaint.ResponsibleId == profile.Id)
                    )
                    || (
                        complaint.AccusedIds.Length == 0
                        && complaint.ResponsibleId == null
                        && db.Engagements.Any(engagement =>
                            engagement.Id == complaint.EngagementId
                            && engagement.EscortId != me
                            && (branch == null || engagement.BranchId == branch)
                            && (escort == null || engagement.EscortId == escort)
                        )
                    )
                )
            )
            .OrderBy(complaint => complaint.Id)
            .ToPage(limit, complaint => complaint.Id, stop);
        var named = page.Items.SelectMany(complaint => complaint.ConcernedIds).Distinct().ToArray();
        var inSight = await escorts.Where(profile => named.Contains(profile.Id)).Select(profile => profile.Id).ToHashSetAsync(stop);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(complaint => LineOf(complaint, inSight))], page.Next));
    }

    static Line LineOf(KnownComplaint complaint, HashSet<Guid> inSight) =>
        new(
            complaint.Id,
            [.. complaint.ConcernedIds.Where(inSight.Contains)],
            complaint.Kind,
            complaint.EngagementId,
            complaint.FiledAt!.Value,
            complaint.State,
            complaint.State != KnownComplaintState.Overturned && complaint.ResponsibleId is { } responsible && inSight.Contains(responsible)
        );
}
