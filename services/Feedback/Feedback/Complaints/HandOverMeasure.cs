using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager gives an open measure to somebody else, for example because its owner left; also after the complaint is closed. Given
/// to the owner it has, nothing changes. Refused for training, and for somebody who does not work here.
/// </summary>
public static class HandOverMeasure
{
    /// <param name="OwnerId">Who sees to it from now on.</param>
    public sealed record Request([property: GivenId] Guid OwnerId);

    sealed record Record(Guid MeasureId, Guid OwnerId);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/measures/{measureId:guid}/owner", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Gives an open measure to somebody else")
            .Refuses(
                ComplaintRefusals.ConcernedPerson,
                ComplaintRefusals.EmployeeNotKnown,
                ComplaintRefusals.EmployeeLeft,
                ImprovementRefusals.TrainingReports,
                ImprovementRefusals.MeasureOver
            );

    static async Task<Results<Ok<StepResult>, ProblemHttpResult>> Handle(
        Guid complaintId,
        Guid measureId,
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
        if (complaint is null || await db.MeasureOf(complaint, measureId, stop) is not { } measure)
            return Refusal.NotFound.AsProblem();
        if (complaint.Concerns(caller.PersonId))
            return ComplaintRefusals.ConcernedPerson.AsProblem();
        var now = clock.GetUtcNow();
        if (await db.CheckOwner(request.OwnerId, now, stop) is { } nobody)
            return nobody.AsProblem();
        var before = measure.ResponsibleId;
        if (measure.HandOver(request.OwnerId) is { } refusal)
            return refusal.AsProblem();

        if (before != request.OwnerId)
        {
            Record words = new(measure.Id, request.OwnerId);
            db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.MeasureHandedOver, words, caller.PersonId, now));
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return StepResult.Of(complaint, http.Response);
    }
}
