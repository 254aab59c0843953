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
            .Refuses(ComplaintRefusals.ConcernedPerson, ComplaintRefusals.AnyOutOfOrder, ComplaintRefusals.ImprovementMissing);

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
        var improves = await db.HasImprovement(complaint, now, stop);
        if (complaint.CloseUnsatisfied(caller.PersonId, improves, request.NoImprovementReason is not null, now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.ClosedUnsatisfied, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();
        if (IfMatch.Check(http.Request, complaint) is { } stale)
            return stale.AsProblem();

        db.PublishClosed(complaint, now);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.ClosedUnsatisfied, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
