namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager proposes how to settle it, with an opinion, and again after every refusal of the client
/// . Refused before cause and responsibility are found, and to a manager who is accused or responsible.
/// </summary>
public static class ProposeSolution
{
    public sealed record Request([property: Text(4000, Lines = true)] string Plan, [property: Text(2000, Lines = true)] string Opinion);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/proposal", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Proposes a solution, with an opinion")
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
        if (complaint.Propose(caller.PersonId) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.SolutionProposed, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.SolutionProposed, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
