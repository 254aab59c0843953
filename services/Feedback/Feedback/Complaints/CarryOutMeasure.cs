using Clinic.Feedback.Contracts;
using Clinic.Feedback.Improvements;

namespace Clinic.Feedback.Complaints;

/// <summary>
/// The branch manager says that a measure was carried out, and what shows it; also after the complaint is closed. Once; the same
/// words answer as the first time. Refused for training, which Training reports, and to whoever is concerned.
/// </summary>
public static class CarryOutMeasure
{
    /// <param name="Evidence">What shows it; stays here.</param>
    public sealed record Request([property: Text(2000, Lines = true)] string Evidence);

    sealed record Record(Guid MeasureId, string Evidence);

    internal static void Map(RouteGroupBuilder complaints) =>
        complaints
            .MapPost("{complaintId:guid}/measures/{measureId:guid}/completion", Handle)
            .Needs(Rights.DecideComplaints)
            .WithSummary("Says that a measure was carried out")
            .Refuses(ComplaintRefusals.ConcernedPerson, ImprovementRefusals.TrainingReports, ImprovementRefusals.MeasureOver);

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
        Record words = new(measure.Id, request.Evidence);
        if (measure.CarryOut(now) is { } refusal)
            return await db.WasTaken(complaint, ComplaintStepKind.MeasureCarriedOut, words, caller.PersonId, stop)
                ? StepResult.Of(complaint, http.Response)
                : refusal.AsProblem();

        db.Publish(new ImprovementActionImplemented(measure.Id, measure.BranchId, measure.SourceId, now), measure.CaseId);
        db.Add(ComplaintStep.Of(complaint, ComplaintStepKind.MeasureCarriedOut, words, caller.PersonId, now));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return StepResult.Of(complaint, http.Response);
    }
}
