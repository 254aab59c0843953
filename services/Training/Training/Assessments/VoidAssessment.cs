namespace Clinic.Training.Assessments;

/// <summary>
/// A second person voids an assessment that was entered by mistake, with a reason: it counts as if it had never been, and what followed
/// from its verdict is undone. It stays readable. A resit that a case ordered is opened anew. The same again answers the same.
/// Refuses: <c>needs-second-person</c>, <c>nothing-to-correct</c>, <c>already-recorded</c>.
/// </summary>
public static class VoidAssessment
{
    /// <param name="Reason">Stays here; name no client.</param>
    public sealed record Request([property: Text(500)] string Reason);

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapPost("{assessmentId:guid}/voiding", Handle)
            .Needs(Rights.Grade)
            .WithSummary("A second person voids an assessment entered by mistake")
            .Refuses(AssessmentRefusals.NeedsSecondPerson, AssessmentRefusals.NothingToCorrect, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<GetAssessment.Response>, ProblemHttpResult>> Handle(
        Guid assessmentId,
        Request request,
        TrainingDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await GetAssessment.LockAssessment(db, assessmentId, caller, stop) is not { } assessment)
            return Refusal.NotFound.AsProblem();
        var reason = request.Reason.Normalized();
        var earlier = await db.Corrections.Where(line => line.AssessmentId == assessmentId).OrderBy(line => line.Number).ToListAsync(stop);
        await db.Open(earlier, stop);
        var last = earlier.LastOrDefault();
        if (last?.Kind == CorrectionKind.Voiding)
        {
            return last.Reason.Read() == reason
                ? TypedResults.Ok(GetAssessment.Shown(assessment, policies, earlier))
                : Refusal.AlreadyRecorded.AsProblem();
        }
        if (assessment.WasRecordedBy(caller.PersonId) || last?.CorrectedBy == caller.PersonId)
            return AssessmentRefusals.NeedsSecondPerson.AsProblem();

        var (before, wrong, now) = (assessment.State, assessment.Recorded, clock.GetUtcNow());
        if (assessment.VoidMistake(now) is { } refusal)
            return refusal.AsProblem();
        var id = Guid.CreateVersion7(now);
        var voiding = AssessmentCorrection.Of(assessment, before, wrong, id, earlier.Count + 1, reason, caller.PersonId, now);
        db.Add(voiding);
        await Verdicts.Settle(db, assessment, before, policies, now, stop);
        await Resits.OpenAnew(db, assessment, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(GetAssessment.Shown(assessment, policies, [.. earlier, voiding]));
    }
}
