using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager has something done about what a complaint showed, other than training: what, who sees to it and by when.
/// The same words under the same id answer as the first time. Refused before the cause is found and once the complaint is closed, for
/// training, which follows by itself, and for somebody who does not work here.
/// </summary>
public static class TakeMeasure
{
    /// <param name="OwnerId">Who sees to it.</param>
    /// <param name="Words">What is done; stays here.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        ActionKind Kind,
        [property: GivenId] Guid OwnerId,
        DateTimeOffset DueAt,
        [property: Text(2000, Lines = true)] string Words
    );

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/measures", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Has something done about the cause of a complaint")
            .Refuses(
                ImprovementRefusals.TrainingReports,
                ImprovementRefusals.MeasureDueInPast,
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.AnyOutOfOrder,
                ComplaintRefusals.EmployeeNotKnown,
                ComplaintRefusals.EmployeeLeft,
                Refusal.IdTaken
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
        if (await db.ImprovementActions.AnyAsync(known => known.Id == request.Id, stop))
        {
            return await db.WasTaken(complaint, ComplaintStepKind.MeasureTaken, request, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : Refusal.IdTaken.AsProblem();
        }
        var now = clock.GetUtcNow();
        if (request.Kind == ActionKind.Training)
            return ImprovementRefusals.TrainingReports.AsProblem();
        if (request.DueAt <= now)
            return ImprovementRefusals.MeasureDueInPast.AsProblem();
        if (complaint.CheckMeasure(caller.PersonId) is { } refusal)
            return refusal.AsProblem();
        if (await db.CheckOwner(request.OwnerId, now, stop) is { } nobody)
            return nobody.AsProblem();

        var action = ImprovementAction.Of(
            request.Kind,
            request.Id,
            complaint.Id,
            complaint.BranchId,
            complaint.CaseId,
            request.OwnerId,
            request.DueAt,
            now
        );
        db.Add(action);
        db.Publish(new ImprovementActionAssigned(action.Id, action.BranchId, action.SourceId, action.Kind.ToString(), now), action.CaseId);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.MeasureTaken, request, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
