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
        if (complaint.Satisfy(caller.PersonId, request.Score) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Satisfied, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.Publish(
            new ComplaintSatisfied(complaint.Id, complaint.BranchId, complaint.Rounds, now, complaint.NextEventVersion()),
            complaint.CaseId
        );
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Satisfied, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
