using Clinic.Training.Sessions;

namespace Clinic.Training.Assessments;

/// <summary>
/// A grader enters the score of the written exam, 0 to 100. The same score again answers the same. Refuses:
/// <c>score-impossible</c>, <c>own-exam</c>, <c>already-recorded</c>, <c>assessment-step-out-of-order</c>,
/// <c>remedial-training-first</c>.
/// </summary>
public static class GradeTheory
{
    public sealed record Request(decimal Score);

    public sealed record Response(Guid Id, AssessmentState Status, decimal Score);

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapPost("{assessmentId:guid}/theory", Handle)
            .Needs(Rights.Grade)
            .WithSummary("Enters the score of the written exam")
            .Refuses(
                AssessmentRefusals.ScoreImpossible,
                Refusal.AlreadyRecorded,
                AssessmentRefusals.RemedialTrainingFirst,
                AssessmentRefusals.OwnExam,
                AssessmentRefusals.AnyOutOfOrder
            );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid assessmentId,
        Request request,
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!Score.IsPossible(request.Score))
            return AssessmentRefusals.ScoreImpossible.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await GetAssessment.LockAssessment(db, assessmentId, caller, stop) is not { } assessment)
            return Refusal.NotFound.AsProblem();
        if (assessment.TheoryScore is { } entered)
            return entered == request.Score ? TypedResults.Ok(Answer(assessment)) : Refusal.AlreadyRecorded.AsProblem();
        if (
            assessment is { RemedialSessionId: { } remedial, State: AssessmentState.Scheduled }
            && !await db.Sessions.AnyAsync(
                trainingSession => trainingSession.Id == remedial && trainingSession.State == SessionState.Held,
                stop
            )
        )
            return AssessmentRefusals.RemedialTrainingFirst.AsProblem();
        if (assessment.EnterTheory(request.Score, caller.PersonId, clock.GetUtcNow()) is { } refusal)
            return refusal.AsProblem();

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(Answer(assessment));
    }

    static Response Answer(Assessment assessment) => new(assessment.Id, assessment.State, assessment.TheoryScore!.Value);
}
