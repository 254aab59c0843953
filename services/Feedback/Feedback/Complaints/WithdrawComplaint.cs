namespace Clinic.Feedback.Complaints;

/// <summary>
/// The client takes an open complaint back, in their own words. The record stays, nothing is due any more, and listeners hear
/// that it is closed; what was already found stands.
/// </summary>
public static class WithdrawComplaint
{
    public sealed record Request([property: Text(2000, Lines = true)] string Reason);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/withdrawal", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("The client takes the complaint back")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.OutOfOrder(ComplaintState.Filed));

    static Task<Results<Ok<Standing>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        Proceeding proceeding,
        FeedbackDb db,
        CancellationToken stop
    ) =>
        proceeding.Take(
            complaintId,
            StepKind.Withdrawn,
            request,
            (complaint, now) =>
            {
                if (complaint.Withdraw(now) is { } refusal)
                    return Task.FromResult<Refusal?>(refusal);

                db.SayClosed(complaint, now);
                return Task.FromResult<Refusal?>(null);
            },
            stop
        );
}
