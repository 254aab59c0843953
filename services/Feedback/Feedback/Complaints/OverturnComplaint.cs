using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The director finds that the responsibility was wrong, with reason and evidence, based on the version read (If-Match). What
/// followed from it is taken back here and, by <c>ComplaintOverturned</c>, everywhere. Refused before the client is
/// satisfied,
/// when nobody was responsible, to whoever is concerned, and to the investigator.
/// </summary>
public static class OverturnComplaint
{
    /// <param name="ReasonCode">Travels with the fact.</param>
    /// <param name="Reason">In words; stays here.</param>
    /// <param name="Evidence">What shows it; stays here.</param>
    public sealed record Request(
        [property: Form("[A-Za-z0-9-]{1,40}", "1 to 40 letters, digits and hyphens")] string ReasonCode,
        [property: Text(2000, Lines = true)] string Reason,
        [property: Text(4000, Lines = true)] string Evidence
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/overturning", Handle)
            .Needs(Rights.OverturnComplaints)
            .WithSummary("Takes back who was found responsible (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.AnyOutOfOrder,
                ComplaintRefusals.OwnInvestigation,
                ComplaintRefusals.NothingToOverturn
            );

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
        if (complaint.Overturn(caller.PersonId, now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.Overturned, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();
        if (IfMatch.Check(http.Request, complaint) is { } stale)
            return stale.AsProblem();

        db.Publish(
            new ComplaintOverturned(
                complaint.Id,
                complaint.BranchId,
                complaint.ResponsibleId!.Value,
                request.ReasonCode,
                caller.PersonId,
                now,
                complaint.NextEventVersion()
            ),
            complaint.CaseId
        );
        await TrainingMeasures.Cancel(db, complaint, _ => true, now, stop);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.Overturned, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
