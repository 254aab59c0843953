namespace Clinic.Escort.Engagements;

/// <summary>Lead, agent and manager see the engagements of a branch, and escorts their own, a page at a time; ids and times only.</summary>
public static class ListEngagements
{
    public sealed record Response(IReadOnlyList<Line> Engagements, Guid? Next);

    /// <param name="OverlapsWith">Other engagements of the same client at this time; an escort is not told of them.</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        EngagementState Status,
        string? NextStep,
        DateTimeOffset InquiredAt,
        DateTimeOffset HandoverDueAt,
        bool HandoverOverdue,
        [Employee] Guid? LeadId,
        Guid? ClientId,
        DateTimeOffset? StartsAt,
        DateTimeOffset? EndsAt,
        [Employee] Guid? EscortId,
        bool ReportOverdue,
        IReadOnlyList<Guid> OverlapsWith,
        [Place] Guid? ClinicBranchId
    );

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapGet("", OfBranch)
            .Needs(Rights.ReadEngagements)
            .WithSummary("Engagements (after: the last id of the page before)")
            .Refuses(EngagementRefusals.PeriodImpossible);
        engagements.MapGet("own", Own).Needs(Rights.ReadOwnEngagements).WithSummary("The engagements I am assigned to");
    }

    /// <param name="status">Only those in these states; several may be named.</param>
    /// <param name="overdue">Only those whose hand-over or report is overdue .</param>
    /// <param name="overlapping">Only those at whose time the client has another engagement, also under another id.</param>
    /// <param name="serving">Only those that last at this moment.</param>
    /// <param name="clinic">Only those whose client is treated at this branch.</param>
    /// <param name="from">Only those that end after this instant.</param>
    /// <param name="to">Only those that begin before this instant.</param>
    static async Task<Results<Ok<Response>, ProblemHttpResult>> OfBranch(
        EscortDb db,
        Guid? branch,
        EngagementState[]? status,
        Guid? escort,
        bool? overdue,
        bool? overlapping,
        bool? serving,
        Guid? clinic,
        Guid? lead,
        Guid? client,
        DateTimeOffset? from,
        DateTimeOffset? to,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (since, until) = (from?.ToUniversalTime(), to?.ToUniversalTime());
        if (since >= until)
            return EngagementRefusals.PeriodImpossible.AsProblem();
        List<EngagementState> states = [.. status ?? []];
        var all = states.Count == 0;
        var which = db.Engagements.Where(engagement =>
            (branch == null || engagement.BranchId == branch)
            && (all || states.Contains(engagement.State))
            && (escort == null || engagement.EscortId == escort)
            && (lead == null || engagement.Handover.LeadId == lead)
            && (client == null || engagement.ClientId == client)
            && (clinic == null || engagement.Need.ClinicBranchId == clinic)
            && (serving != true || engagement.State == EngagementState.InService)
            && (since == null || engagement.TimeAndPlace.EndsAt > since)
            && (until == null || engagement.TimeAndPlace.StartsAt < until)
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
                            [.. overlaps[engagement.Id]],
                            engagement.Need.ClinicBranchId
                        )),
                ],
                found.Count > limit ? found[limit - 1].Id : null
            )
        );
}
