namespace Clinic.Escort.Engagements;

/// <summary>Lead, agent and manager see the engagements of a branch, and escorts their own, a page at a time; ids and times only.</summary>
public static class ListEngagements
{
    public sealed record Response(IReadOnlyList<Line> Engagements, Guid? Next);

    /// <param name="OverlapsWith">Other engagements of the same client at this time; an escort is not told of them.</param>
    public sealed record Line(
        Guid Id,
        Guid BranchId,
        EngagementState Status,
        string? NextStep,
        DateTimeOffset InquiredAt,
        DateTimeOffset HandoverDueAt,
        bool HandoverOverdue,
        Guid? LeadId,
        Guid? ClientId,
        DateTimeOffset? StartsAt,
        DateTimeOffset? EndsAt,
        Guid? EscortId,
        bool ReportOverdue,
        IReadOnlyList<Guid> OverlapsWith
    );

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements.MapGet("", OfBranch).Needs(Rights.ReadEngagements).WithSummary("Engagements (after: the last id of the page before)");
        engagements.MapGet("own", Own).Needs(Rights.ReadOwnEngagements).WithSummary("The engagements I am assigned to");
    }

    /// <param name="overdue">Only those whose hand-over or report is overdue .</param>
    /// <param name="overlapping">Only those at whose time the client has another engagement, also under another id.</param>
    static async Task<Ok<Response>> OfBranch(
        EscortDb db,
        Guid? branch,
        EngagementState? status,
        Guid? escort,
        bool? overdue,
        bool? overlapping,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var which = db.Engagements.Where(engagement =>
            (branch == null || engagement.BranchId == branch)
            && (status == null || engagement.State == status)
            && (escort == null || engagement.EscortId == escort)
            && (
                overdue != true
                || (engagement.Handover.IsOverdue && engagement.State == EngagementState.Inquired)
                || (engagement.Report.IsOverdue && engagement.Report.SubmittedAt == null)
            )
        );
        if (overlapping == true)
        {
            var among = (await db.OverlapsOfClients(null, stop)).Select(pair => pair.Key).ToArray();
            which = which.Where(engagement => among.Contains(engagement.Id));
        }
        var found = await Page(which, after, limit, stop);
        return Answer(found, limit, await db.OverlapsOfClients([.. found.Select(engagement => engagement.Id)], stop));
    }

    static async Task<Ok<Response>> Own(EscortDb db, Caller caller, Guid? after, CancellationToken stop, [Range(1, 200)] int limit = 200)
    {
        var me = caller.PersonId;
        var which = db.Engagements.Where(engagement => engagement.EscortId == me && EngagementStates.WithEscort.Contains(engagement.State));
        return Answer(await Page(which, after, limit, stop), limit, Array.Empty<Guid>().ToLookup(id => id));
    }

    static Task<List<Engagement>> Page(IQueryable<Engagement> of, Guid? after, int limit, CancellationToken stop) =>
        of.AsNoTracking()
            .Where(engagement => after == null || engagement.Id > after)
            .OrderBy(engagement => engagement.Id)
            .Take(limit + 1)
            .ToListAsync(stop);

    static Ok<Response> Answer(List<Engagement> found, int limit, ILookup<Guid, Guid> overlaps) =>
        TypedResults.Ok(
            new Response(
                [
                    .. found
                        .Take(limit)
                        .Select(engagement => new Line(
                            engagement.Id,
                            engagement.BranchId,
                            engagement.State,
                            engagement.State.StepAfter(),
                            engagement.InquiredAt,
                            engagement.Handover.DueAt,
                            engagement.Handover.IsOverdue,
                            engagement.Handover.LeadId,
                            engagement.ClientId,
                            engagement.TimeAndPlace.StartsAt,
                            engagement.TimeAndPlace.EndsAt,
                            engagement.EscortId,
                            engagement.Report.IsOverdue,
                            [.. overlaps[engagement.Id]]
                        )),
                ],
                found.Count > limit ? found[limit - 1].Id : null
            )
        );
}
