namespace Clinic.Feedback.Complaints;

/// <summary>
/// The director ends a complaint that the client could not be satisfied with, with the reason, based on the version read (If-Match);
/// it counts as not satisfied. Nobody else may: a manager goes on talking. Refused before the client knew a
/// result, and while there is neither an improvement action nor a written reason why there is none.
/// </summary>
public static class CloseUnsatisfied
{
    public sealed record Request(
        [property: Text(2000, Lines = true)] string Reason,
        [property: Text(4000, Lines = true)] string Summary,
        [property: Text(2000, Lines = true)] string PreventiveMeasure,
        [property: Text(2000, Lines = true)] string? NoImprovementReason = null
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/unsatisfied-closure", Handle)
            .Needs(Rights.CloseUnsatisfied)
            .WithSummary("Closes the complaint of a client who is not satisfied (If-Match)")
            .NeedsIfMatch()
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
        proceeding.TakeMatched(
            complaintId,
            StepKind.ClosedUnsatisfied,
            request,
            async (complaint, now) =>
            {
                if (
                    complaint.CloseUnsatisfied(await db.Improves(complaint, stop), request.NoImprovementReason is not null, now) is
                    { } refusal
                )
                    return refusal;

                db.SayClosed(complaint, now);
                return null;
            },
            stop
        );
}
