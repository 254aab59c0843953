namespace Clinic.Training.Assessments;

/// <summary>
/// An assessor enters the grade of the practice, simulated or a real case, and with it the verdict falls. The same
/// again answers the verdict. Refuses: <c>score-impossible</c>, <c>own-exam</c>, <c>assessor-is-trainer</c>, <c>period-not-over</c>,
/// <c>already-recorded</c>, <c>assessment-step-out-of-order</c>.
/// </summary>
public static class GradePractical
{
    /// <param name="Notes">Stays here; name no client.</param>
    public sealed record Request(decimal Grade, PracticalForm Form, [property: Text(1000, Lines = true)] string? Notes = null);

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapPost("{assessmentId:guid}/practical", Handle)
            .Needs(Rights.Grade)
            .WithSummary("Enters the grade of the practice; the verdict falls")
            .Refuses(
                AssessmentRefusals.ScoreImpossible,
                Refusal.AlreadyRecorded,
                AssessmentRefusals.OwnExam,
                AssessmentRefusals.AnyOutOfOrder,
                AssessmentRefusals.PeriodNotOver,
                AssessmentRefusals.AssessorIsTrainer
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
        if (!Score.IsPossible(request.Grade))
            return AssessmentRefusals.ScoreImpossible.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await GetAssessment.LockAssessment(db, assessmentId, caller, stop) is not { } assessment)
            return Refusal.NotFound.AsProblem();
        if (assessment.PracticalGrade is not null)
        {
            return
                (assessment.PracticalGrade, assessment.PracticalForm, assessment.PracticalNotes?.Read())
                == (request.Grade, request.Form, request.Notes?.Normalized())
                ? TypedResults.Ok(await GetAssessment.Shown(db, assessment, policies, stop))
                : Refusal.AlreadyRecorded.AsProblem();
        }

        var now = clock.GetUtcNow();
        if (assessment.EnterPractical(request.Grade, request.Form, request.Notes?.Normalized(), caller.PersonId, now) is { } refusal)
            return refusal.AsProblem();
        if (
            policies.Value(PassMarks.AssessorIsNotTrainer, assessment.BranchId, assessment.ScheduledAt)
            && await HasTrained(db, caller.PersonId, assessment.PersonId, stop)
        )
            return AssessmentRefusals.AssessorIsTrainer.AsProblem();

        await Verdicts.Judge(db, assessment, policies, now, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(await GetAssessment.Shown(db, assessment, policies, stop));
    }

    static Task<bool> HasTrained(TrainingDb db, Guid trainer, Guid person, CancellationToken stop) =>
        db.Attendances.AnyAsync(
            line =>
                line.PersonId == person
                && line.ReversesId == null
                && db.Sessions.Any(session => session.Id == line.SessionId && session.TrainerId == trainer),
            stop
        );
}
