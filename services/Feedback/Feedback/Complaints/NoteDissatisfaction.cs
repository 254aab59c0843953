using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The client is not satisfied with the result: the next round begins with a new time for its result, as often as it takes.
/// </summary>
public static class NoteDissatisfaction
{
    public sealed record Request([property: Text(2000, Lines = true)] string Reason);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/dissatisfaction", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("The client is not satisfied; the next round begins")
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Request request,
        HttpContext http,
        FeedbackDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var complaint = await db.LockComplaint(complaintId, stop);
        if (complaint is null)
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        if (complaint.Renegotiate(caller.PersonId, AnswerClocks.Promised(policies, complaint.BranchId, now), now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Dissatisfied, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        AnswerClocks.Start(db, complaint.History.Current, policies);
        db.Publish(
            new ComplaintRenegotiated(complaint.Id, complaint.BranchId, complaint.Rounds, now, complaint.NextEventVersion()),
            complaint.CaseId
        );
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Dissatisfied, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
