namespace Clinic.Feedback.Complaints;

/// <summary>
/// The desk or the manager tells the client the result, within 24 hours from the beginning of the round, and asks for an opinion on it
/// . Refused without the opinion.
/// </summary>
public static class TellResult
{
    /// <param name="Words">What the client was told.</param>
    /// <param name="Reaction">What the client said to it when asked.</param>
    public sealed record Request(
        [property: Text(2000, Lines = true)] string Words,
        [property: Text(2000, Lines = true)] string? Reaction = null
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/result", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Tells the client the result")
            .Refuses(ComplaintRefusals.OpinionMissing, ComplaintRefusals.ConcernedPerson, ComplaintRefusals.AnyOutOfOrder);

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
        if (request.Reaction is null)
            return ComplaintRefusals.OpinionMissing.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var complaint = await db.LockComplaint(complaintId, stop);
        if (complaint is null)
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        if (complaint.TellResult(caller.PersonId, now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.ResultTold, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.ResultTold, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
