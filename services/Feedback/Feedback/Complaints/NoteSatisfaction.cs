using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>The client says to be satisfied, and how much .</summary>
public static class NoteSatisfaction
{
    /// <param name="Score">0 to 100.</param>
    public sealed record Request([property: Range(0, 100)] int Score, [property: Text(2000, Lines = true)] string? Words = null);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/satisfaction", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("The client is satisfied")
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
            StepKind.Satisfied,
            request,
            (complaint, now) =>
            {
                if (complaint.Satisfy(request.Score) is { } refusal)
                    return Task.FromResult<Refusal?>(refusal);

                db.Publish(
                    new ComplaintSatisfied(complaint.Id, complaint.BranchId, complaint.Rounds, now, complaint.SayNext()),
                    complaint.CaseId
                );
                return Task.FromResult<Refusal?>(null);
            },
            stop
        );
}
