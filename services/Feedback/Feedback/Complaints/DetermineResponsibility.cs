using Clinic.Feedback.Contracts;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The appointed investigator names the cause and what is responsible, a person, a department or a process, or that nothing is (R-047,
/// A person responsible is given training as improvement; how often the branch had the same cause lately is kept
/// . Refused: to anybody else, for the investigator's own person, for a person nobody hired, for a quarrel of nobody.
/// </summary>
public static class DetermineResponsibility
{
    /// <param name="Facts">What was found; stays here.</param>
    /// <param name="ResponsibleId">The person at fault.</param>
    /// <param name="Responsible">What is at fault; when left out, the person named, else nobody.</param>
    /// <param name="DepartmentId">The department at fault.</param>
    /// <param name="Process">The process at fault, in words; stays here.</param>
    public sealed record Request(
        CauseClass Cause,
        Severity Severity,
        bool Loss,
        [property: Text(4000, Lines = true)] string Facts,
        [property: GivenId] Guid? ResponsibleId = null,
        ResponsibleKind? Responsible = null,
        [property: GivenId] Guid? DepartmentId = null,
        [property: Text(200)] string? Process = null
    )
    {
        internal Responsible Named => new(Responsible ?? Complaints.Responsible.Of(ResponsibleId).Kind, ResponsibleId, DepartmentId);

        // Each kind is named by its own member and by no other.
        internal bool NamesItsKind =>
            (ResponsibleId is not null, DepartmentId is not null, Process is not null)
            == (Named.Kind == ResponsibleKind.Person, Named.Kind == ResponsibleKind.Department, Named.Kind == ResponsibleKind.Process);
    }

    /// <summary>How far back the same cause counts as coming back.</summary>
    internal static readonly Policy<int> RecurrenceDays = new("complaint.recurrence.days", 90, 1, 730, "default, unconfirmed");

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/finding", Handle)
            .Needs(Rights.InvestigateComplaints)
            .WithSummary("The investigator names cause and responsible party")
            .Refuses(
                ComplaintRefusals.FaultNotNamed,
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.EmployeeNotKnown,
                ComplaintRefusals.AnyOutOfOrder,
                ComplaintRefusals.NotTheInvestigator,
                ComplaintRefusals.InvestigatorResponsible,
                ComplaintRefusals.QuarrelNamesNobody
            );

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
        if (!request.NamesItsKind)
            return ComplaintRefusals.FaultNotNamed.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var complaint = await db.LockComplaint(complaintId, stop);
        if (complaint is null)
            return Refusal.NotFound.AsProblem();
        var now = clock.GetUtcNow();
        if (request.ResponsibleId is { } named && !await db.Staff.AnyAsync(member => member.Id == named && !member.NeverHired, stop))
            return ComplaintRefusals.EmployeeNotKnown.AsProblem();

        var since = complaint.FiledAt.AddDays(-policies.Value(RecurrenceDays, complaint.BranchId, complaint.FiledAt));
        var same = await db.Complaints.CountAsync(
            other =>
                other.Id != complaint.Id
                && other.BranchId == complaint.BranchId
                && other.Cause == request.Cause
                && other.Fault != null
                && other.Fault != ResponsibleKind.Nobody
                && other.State != ComplaintState.Overturned
                && other.FiledAt >= since,
            stop
        );
        var before = complaint.InvestigatingId;
        if (complaint.RecordFinding(caller.PersonId, request.Cause, request.Named, request.Severity, request.Loss, same) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.CauseFound, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.Publish(
            new ComplaintResponsibilityDetermined(
                complaint.Id,
                complaint.BranchId,
                request.ResponsibleId,
                request.Cause.ToString(),
                request.Severity,
                request.Loss,
                now,
                complaint.NextEventVersion()
            ),
            complaint.CaseId
        );
        db.PublishConcern(complaint, before, now);
        await TrainingMeasures.Assign(db, complaint, now, stop);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.CauseFound, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
