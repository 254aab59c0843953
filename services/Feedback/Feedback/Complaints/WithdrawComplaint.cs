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
        var before = complaint.InvestigatingId;
        if (complaint.Withdraw(caller.PersonId, now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Withdrawn, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.PublishClosed(complaint, now);
        db.PublishConcern(complaint, before, now);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Withdrawn, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
