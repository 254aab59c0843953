using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The client of a closed complaint comes back: it is investigated again, by somebody appointed anew, with new times for a first answer and
/// for the result. Said to whoever took the closing for the end.
/// </summary>
public static class ReopenComplaint
{
    /// <param name="Reason">In words; stays here.</param>
    /// <param name="ReasonCode">Travels with the fact.</param>
    public sealed record Request(
        [property: Text(2000, Lines = true)] string Reason,
        [property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string? ReasonCode = null
    );

    const string CameBack = "ClientCameBack";

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/reopening", Handle)
            .Needs(Rights.HandleComplaints)
            .WithSummary("Opens a closed complaint again")
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
        if (complaint.Reopen(caller.PersonId, AnswerClocks.Promised(policies, complaint.BranchId, now), now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Reopened, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        AnswerClocks.Start(db, complaint.History.Current, policies);
        db.Publish(
            new ComplaintReopened(
                complaint.Id,
                complaint.BranchId,
                complaint.ClientId,
                complaint.Rounds,
                request.ReasonCode ?? CameBack,
                now,
                complaint.NextEventVersion()
            ),
            complaint.CaseId
        );
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Reopened, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
