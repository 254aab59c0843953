namespace Clinic.Feedback.Complaints;

/// <summary>Somebody looks after it: the problem is really solved. Before that nothing is closed.</summary>
public static class TrackSolution
{
    /// <param name="Findings">What was found when it was looked after.</param>
    public sealed record Request([property: Text(2000, Lines = true)] string Findings);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/tracking", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Notes that the problem is really solved")
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
        if (complaint.Track(caller.PersonId) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Tracked, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Tracked, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
