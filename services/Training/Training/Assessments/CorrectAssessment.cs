namespace Clinic.Training.Assessments;

/// <summary>
/// A second person puts the right score in the place of one that was typed wrongly, with a reason. The marks and the
/// ratings of then judge it; what followed from the wrong verdict is undone, and what follows from the right one stands. The first record
/// stays readable. The same body again answers the same. Refuses: <c>score-impossible</c>, <c>score-parts-missing</c>,
/// <c>needs-second-person</c>, <c>nothing-to-correct</c>.
/// </summary>
public static class CorrectAssessment
{
    /// <param name="Id">Of this correction.</param>
    /// <param name="Theory">As all parts, also when it was right.</param>
    /// <param name="Reason">Stays here; name no client.</param>
    /// <param name="Notes">Stays here; name no client.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        decimal Theory,
        [property: Text(500)] string Reason,
        decimal? Practical = null,
        PracticalForm? Form = null,
        [property: Text(1000, Lines = true)] string? Notes = null
    );

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapPost("{assessmentId:guid}/correction", Handle)
            .Needs(Rights.Grade)
            .WithSummary("A second person corrects a wrong score")
            .Refuses(
                AssessmentRefusals.ScoreImpossible,
                AssessmentRefusals.ScorePartsMissing,
                AssessmentRefusals.NeedsSecondPerson,
                AssessmentRefusals.NothingToCorrect,
                Refusal.IdTaken
            );

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
        if (!Score.IsPossible(request.Theory) || (request.Practical is { } practice && !Score.IsPossible(practice)))
            return AssessmentRefusals.ScoreImpossible.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await GetAssessment.LockAssessment(db, assessmentId, caller, stop) is not { } assessment)
            return Refusal.NotFound.AsProblem();
        var reason = request.Reason.Normalized();
        Scores right = new(request.Theory, request.Practical, request.Form, request.Notes?.Normalized());
        if (await db.Corrections.FindAsync([request.Id], stop) is { } known)
        {
            await db.Open([known], stop);
            return known.Says(assessmentId, right, reason)
                ? TypedResults.Ok(await GetAssessment.Shown(db, assessment, policies, stop))
                : Refusal.IdTaken.AsProblem();
        }
        var earlier = await db.Corrections.Where(line => line.AssessmentId == assessmentId).OrderBy(line => line.Number).ToListAsync(stop);
        await db.Open(earlier, stop);
        if (assessment.WasRecordedBy(caller.PersonId) || earlier.LastOrDefault()?.CorrectedBy == caller.PersonId)
            return AssessmentRefusals.NeedsSecondPerson.AsProblem();

        var (before, wrong, now) = (assessment.State, assessment.Recorded, clock.GetUtcNow());
        if (assessment.Correct(right, Verdicts.MarksOf(assessment, policies)) is { } refusal)
            return refusal.AsProblem();
        var correction = AssessmentCorrection.Of(assessment, before, wrong, request.Id, earlier.Count + 1, reason, caller.PersonId, now);
        db.Add(correction);
        await Verdicts.Settle(db, assessment, before, policies, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(GetAssessment.Shown(assessment, policies, [.. earlier, correction]));
    }
}
