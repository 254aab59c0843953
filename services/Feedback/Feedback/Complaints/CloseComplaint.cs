namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager closes a complaint that the client is satisfied with, with a summary and a preventive measure.
/// Refused while there is neither an improvement action nor a written reason why there is none.
/// </summary>
public static class CloseComplaint
{
    public sealed record Request(
        [property: Text(4000, Lines = true)] string Summary,
        [property: Text(2000, Lines = true)] string PreventiveMeasure,
        [property: Text(2000, Lines = true)] string? NoImprovementReason = null
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/closure", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Closes the complaint")
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
        if (complaint.Close(caller.PersonId, improves, request.NoImprovementReason is not null, now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Closed, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.PublishClosed(complaint, now);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Closed, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
