namespace Clinic.Training.Assessments;

/// <summary>
/// A person on approved leave is excused from an assessment that is not judged; the round neither counts nor ends failures in a row
/// (WF-17 13, A-17). The same again answers the same. Refuses: <c>own-exam</c>, <c>already-recorded</c>,
/// <c>assessment-step-out-of-order</c>.
/// </summary>
public static class ExcuseFromAssessment
{
    public sealed record Request([property: Text(500)] string Reason);

    public sealed record Response(Guid Id, AssessmentState Status);

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments
            .MapPost("{assessmentId:guid}/excuse", Handle)
            .Needs(Rights.Grade)
            .WithSummary("Excuses a person on leave from an assessment")
            .Refuses(Refusal.AlreadyRecorded, AssessmentRefusals.OwnExam, AssessmentRefusals.AnyOutOfOrder);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid assessmentId,
        Request request,
        TrainingDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await GetAssessment.LockAssessment(db, assessmentId, caller, stop) is not { } assessment)
            return Refusal.NotFound.AsProblem();
        if (assessment.State == AssessmentState.Excused)
            return assessment.ExcuseReason?.Read() == request.Reason.Normalized()
                ? TypedResults.Ok(new Response(assessment.Id, assessment.State))
                : Refusal.AlreadyRecorded.AsProblem();
        if (assessment.Excuse(request.Reason.Normalized(), caller.PersonId) is { } refusal)
            return refusal.AsProblem();

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(new Response(assessment.Id, assessment.State));
    }
}
