using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort hands in the one service report of the engagement, before or after the fee; on time or late by the hours that were
/// in force when the service ended. A lead writes it, with a reason, in place of an escort who serves here no more; it counts for
/// that escort. Refused: before the end, a second report with other content.
/// </summary>
public static class SubmitReport
{
    /// <param name="Attachments">References of documents kept elsewhere.</param>
    public sealed record Request(
        [property: Text(4000, Lines = true)] string Summary,
        [property: Text(2000, Lines = true)] string? Problems = null,
        [property: Text(2000, Lines = true)] string? ClientFeedback = null,
        [property: Text(200, Items = 20)] IReadOnlyList<string>? Attachments = null
    )
    {
        internal Request Normal() =>
            this with
            {
                Summary = Summary.Normalized(),
                Problems = Problems?.Normalized(),
                ClientFeedback = ClientFeedback?.Normalized(),
            };
    }

    /// <param name="Reason">Why the lead writes it; kept in the file.</param>
    public sealed record ByLeadRequest([property: Text(500)] string Reason, [property: Required] Request Report);

    internal static void Map(RouteGroupBuilder engagements)
    {
        engagements
            .MapPost("{engagementId:guid}/report", ByEscort)
            .Needs(Rights.Serve)
            .WithSummary("The escort hands in the service report")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
        engagements
            .MapPost("{engagementId:guid}/report/by-lead", ByLead)
            .Needs(Rights.Lead)
            .WithSummary("The lead writes the service report in place of an escort who left")
            .Refuses(EngagementRefusals.EscortStillServes, EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);
    }

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> ByEscort(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    ) =>
        await db.Own(engagementId, caller, stop) is { } engagement
            ? await Submit(engagement, request.Normal(), http, db, caller, policies, clock, stop)
            : Refusal.NotFound.AsProblem();

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> ByLead(
        Guid engagementId,
        ByLeadRequest request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (engagement, refused) = await db.LeftByEscort(engagementId, stop);
        if (engagement is null)
            return refused!.AsProblem();
        var said = request with { Reason = request.Reason.Normalized(), Report = request.Report.Normal() };
        return await Submit(engagement, said, http, db, caller, policies, clock, stop);
    }

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Submit<TSaid>(
        Engagement engagement,
        TSaid said,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (engagement.Report.SubmittedAt is not null)
            return await db.PagesOf(engagement, PageKind.Report).CheckRepeat(db, said, stop) is { } other
                ? other.AsProblem()
                : StepResult.Of(engagement, http.Response);

        var now = clock.GetUtcNow();
        await ReportClock.End(db, engagement, now, stop);
        if (engagement.SubmitReport(now) is { } refusal)
            return refusal.AsProblem();

        db.Add(FilePage.Of(engagement, PageKind.Report, said, caller.PersonId, now));
        db.Publish(
            new ServiceReportSubmitted(
                engagement.Id,
                engagement.BranchId,
                engagement.EscortId!.Value,
                engagement.Report.IsOnTime!.Value,
                now
            ),
            engagement.Id
        );
        db.BeginConcernOfEscort(engagement, policies, now);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
