using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>The client is not satisfied with the result: the next round begins, as often as it takes .</summary>
public static class NoteDissatisfaction
{
    public sealed record Request([property: Text(2000, Lines = true)] string Reason);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/dissatisfaction", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("The client is not satisfied; the next round begins")
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
            StepKind.Dissatisfied,
            request,
            (complaint, now) =>
            {
                if (complaint.Renegotiate() is { } refusal)
                    return Task.FromResult<Refusal?>(refusal);

                db.Publish(
                    new ComplaintRenegotiated(complaint.Id, complaint.BranchId, complaint.Rounds, now, complaint.SayNext()),
                    complaint.CaseId
                );
                return Task.FromResult<Refusal?>(null);
            },
            stop
        );
}
