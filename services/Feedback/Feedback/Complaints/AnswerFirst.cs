using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The desk tells the client that the complaint is taken up, within the hour from filing; the time of the answer counts.
/// </summary>
public static class AnswerFirst
{
    /// <param name="Words">What the client was told.</param>
    public sealed record Request([property: Text(2000, Lines = true)] string Words);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/first-answer", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("The client gets a first answer")
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
            StepKind.FirstAnswered,
            request,
            (complaint, now) =>
            {
                if (complaint.Answer(now) is { } refusal)
                    return Task.FromResult<Refusal?>(refusal);

                db.Publish(
                    new ComplaintFirstResponded(complaint.Id, complaint.BranchId, complaint.MinutesTo(now), now, complaint.SayNext()),
                    complaint.CaseId
                );
                return Task.FromResult<Refusal?>(null);
            },
            stop
        );
}
