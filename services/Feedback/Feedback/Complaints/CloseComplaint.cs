namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager closes a complaint that the client is satisfied with, with a summary and a preventive measure.
/// Refused while there is neither an improvement action nor a written reason why there is none.
/// </summary>
public static class CloseComplaint
{
    public sealed record Request(
        [property: Text(4000, Lines = true)] string Summary,
        [property: Text(2000, Lines = true)] string PreventiveMeasure,
        [property: Text(2000, Lines = true)] string? NoImprovementReason = null
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/closure", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Closes the complaint")
            .Refuses(
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.OutOfOrder(ComplaintState.Filed),
                ComplaintRefusals.ImprovementMissing
            );

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        FeedbackDb db,
        CancellationToken stop
    ) =>
        proceeding.Take(
            complaintId,
            StepKind.Closed,
            request,
            async (complaint, now) =>
            {
                if (complaint.Close(await db.Improves(complaint, stop), request.NoImprovementReason is not null, now) is { } refusal)
                    return refusal;

                db.SayClosed(complaint, now);
                return null;
            },
            stop
        );
}
