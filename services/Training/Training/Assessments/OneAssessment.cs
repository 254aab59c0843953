using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>One assessment with its parts, the marks that judge it and the verdict.</summary>
public static class OneAssessment
{
    /// <param name="SatisfactionCounted">False on a verdict made without the clients' ratings, because there were too few .</param>
    public sealed record Response(
        Guid Id,
        Guid BranchId,
        Guid EmployeeId,
        AssessmentKind Kind,
        AssessmentCategory Category,
        DateTimeOffset From,
        DateTimeOffset To,
        Guid? ComplaintId,
        Guid? DisciplineCaseId,
        Guid? RemedialSessionId,
        DateTimeOffset? DueBy,
        AssessmentState Status,
        decimal? Theory,
        decimal? Practical,
        PracticalForm? PracticalForm,
        int? RatingCount,
        decimal? Satisfaction,
        bool SatisfactionCounted,
        AssessmentPart? FailedPart,
        bool Excellent,
        DateTimeOffset? JudgedAt,
        DateTimeOffset? VoidedAt,
        PassMarks Marks,
        Guid CaseId
    );

    internal static void Map(RouteGroupBuilder assessments) =>
        assessments.MapGet("{assessmentId:guid}", Handle).Needs(Rights.ReadExams).WithSummary("One assessment and its verdict");

    /// <summary>The assessment, while everybody else who judges the same person is held; null outside of the caller's branches.</summary>
    internal static async Task<Assessment?> LockAssessment(TrainingDb db, Guid id, Caller caller, CancellationToken stop)
    {
        // The person never changes, so asking before holding is safe.
        if (
            await db
                .Assessments.Where(assessment => assessment.Id == id)
                .Select(assessment => new { assessment.PersonId, assessment.BranchId })
                .SingleOrDefaultAsync(stop)
                is not { } of
            || !caller.WorksIn(of.BranchId)
        )
            return null;
        await db.LockSubject(of.PersonId, stop);
        return await db.Assessments.SingleAsync(assessment => assessment.Id == id, stop);
    }

    internal static Response Shown(Assessment one, PolicyBook policies) =>
        new(
            one.Id,
            one.BranchId,
            one.PersonId,
            one.Kind,
            one.Category,
            one.PeriodFrom,
            one.PeriodTo,
            one.ComplaintId,
            one.DisciplineCaseId,
            one.RemedialSessionId,
            one.DueBy,
            one.State,
            one.TheoryScore,
            one.PracticalGrade,
            one.PracticalForm,
            one.RatingCount,
            one.Satisfaction,
            one.SatisfactionCounted,
            one.FailedPart,
            one.Excellent,
            one.JudgedAt,
            one.VoidedAt,
            PassMarks.For(one.Category, policies, one.BranchId, one.ScheduledAt),
            one.CaseId
        );

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid assessmentId,
        TrainingDb db,
        Caller caller,
        PolicyBook policies,
        CancellationToken stop
    ) =>
        await db.Assessments.AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == assessmentId, stop) is { } assessment
        && caller.WorksIn(assessment.BranchId)
            ? TypedResults.Ok(Shown(assessment, policies))
            : Refusal.NotFound.AsProblem();
}
