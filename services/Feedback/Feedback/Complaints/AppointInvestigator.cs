namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager appoints who investigates, or somebody else while nothing is found, based on the version read
/// (If-Match). Nobody accused investigates, and nobody accused appoints. Refused for a person nobody hired or who left.
/// </summary>
public static class AppointInvestigator
{
    public sealed record Request([property: GivenId] Guid InvestigatorId);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/investigator", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Appoints who investigates (If-Match)")
            .NeedsIfMatch()
            .Refuses(
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.AnyOutOfOrder,
                ComplaintRefusals.InvestigatorConcerned,
                ComplaintRefusals.AlreadyAppointed,
                ComplaintRefusals.EmployeeNotKnown,
                ComplaintRefusals.EmployeeLeft
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
        if (await db.CheckOwner(request.InvestigatorId, now, stop) is { } nobody)
            return nobody.AsProblem();
        var before = complaint.InvestigatingId;
        if (complaint.Appoint(caller.PersonId, request.InvestigatorId) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.InvestigatorAppointed, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();
        if (IfMatch.Check(http.Request, complaint) is { } stale)
            return stale.AsProblem();

        db.PublishConcern(complaint, before, now);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.InvestigatorAppointed, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
