using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The desk tells the client that the complaint is taken up, within the hour from filing or reopening; the time of the answer
/// counts.
/// </summary>
public static class GiveFirstAnswer
{
    /// <param name="Words">What the client was told.</param>
    public sealed record Request([property: Text(2000, Lines = true)] string Words);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/first-answer", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("The client gets a first answer")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        HttpContext http,
        FeedbackDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var complaint = await db.LockComplaint(complaintId, stop);
        if (complaint is null)
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        if (complaint.Answer(caller.PersonId, now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.FirstAnswered, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        var minutes = complaint.History.Current.MinutesToAnswer!.Value;
        db.Publish(
            new ComplaintFirstResponded(complaint.Id, complaint.BranchId, minutes, now, complaint.NextEventVersion()),
            complaint.CaseId
        );
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.FirstAnswered, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
