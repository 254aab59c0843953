using Clinic.Escort.Contracts;

namespace Clinic.Escort.Engagements.After;

/// <summary>
/// The escort hands in the one service report of the engagement, before or after the fee; on time or late by the hours that were
/// in force when the service ended. Refused: before the end, a second report with other content.
/// </summary>
public static class SubmitReport
{
    /// <param name="Attachments">References of documents kept elsewhere.</param>
    public sealed record Request(
        [property: Text(4000, Lines = true)] string Summary,
        [property: Text(2000, Lines = true)] string? Problems = null,
        [property: Text(2000, Lines = true)] string? ClientFeedback = null,
        [property: Text(200, Items = 20)] IReadOnlyList<string>? Attachments = null
    );

    internal static void Map(RouteGroupBuilder engagements) =>
        engagements
            .MapPost("{engagementId:guid}/report", Handle)
            .Needs(Rights.Serve)
            .WithSummary("The escort hands in the service report")
            .Refuses(EngagementRefusals.AnyOutOfOrder, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Request request,
        HttpContext http,
        EscortDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var engagement = await db.Own(engagementId, caller, stop);
        if (engagement is null)
            return Refusal.NotFound.AsProblem();
        var said = request with
        {
            Summary = request.Summary.Normalized(),
            Problems = request.Problems?.Normalized(),
            ClientFeedback = request.ClientFeedback?.Normalized(),
        };
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
            new ServiceReportSubmitted(engagement.Id, engagement.BranchId, caller.PersonId, engagement.Report.IsOnTime!.Value, now),
            engagement.Id
        );
        db.BeginConcernOfEscort(engagement, policies, now);
        await db.SaveChangesAsync(stop);
        return StepResult.Of(engagement, http.Response);
    }
}
