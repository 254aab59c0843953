using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>One assessment with its parts, the marks that judge it and the verdict.</summary>
public static class GetAssessment
{
    /// <param name="Corrections">What was recorded wrongly, each with what stood before and since, the first one first.</param>
    /// <param name="SatisfactionCounted">False on a verdict made without the clients' ratings, because there were too few .</param>
    public sealed record Response(
        Guid Id,
        [Place] Guid BranchId,
        [Employee] Guid EmployeeId,
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
        Guid CaseId,
        IReadOnlyList<Correction> Corrections
    );

    /// <summary>The scores before or since a correction; notes stay with the graders.</summary>
    public sealed record RecordedScores(decimal Theory, decimal? Practical, PracticalForm? Form);

    /// <summary>What a second person corrected or voided.</summary>
    public sealed record Correction(
        Guid Id,
        CorrectionKind Kind,
        AssessmentState StatusBefore,
        RecordedScores? Before,
        AssessmentState Status,
        RecordedScores? Since,
        string Reason,
        [Employee] Guid CorrectedBy,
        DateTimeOffset At
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
        var held = await db.Assessments.SingleAsync(assessment => assessment.Id == id, stop);
        await db.Open([held], stop);
        return held;
    }

    /// <summary>The assessment as it stands, with what was corrected in it.</summary>
    internal static async Task<Response> Shown(TrainingDb db, Assessment assessment, PolicyBook policies, CancellationToken stop)
    {
        var corrections = await db.Corrections.AsNoTracking().Where(line => line.AssessmentId == assessment.Id).ToListAsync(stop);
        await db.Open(corrections, stop);
        return Shown(assessment, policies, corrections);
    }

    internal static Response Shown(Assessment assessment, PolicyBook policies, IEnumerable<AssessmentCorrection> corrections) =>
        new(
            assessment.Id,
            assessment.BranchId,
            assessment.PersonId,
            assessment.Kind,
            assessment.Category,
            assessment.PeriodFrom,
            assessment.PeriodTo,
            assessment.ComplaintId,
            assessment.DisciplineCaseId,
            assessment.RemedialSessionId,
            assessment.DueBy,
            assessment.State,
            assessment.TheoryScore,
            assessment.PracticalGrade,
            assessment.PracticalForm,
            assessment.RatingCount,
            assessment.Satisfaction,
            assessment.SatisfactionCounted,
            assessment.FailedPart,
            assessment.Excellent,
            assessment.JudgedAt,
            assessment.VoidedAt,
            Verdicts.MarksOf(assessment, policies),
            assessment.CaseId,
            [.. corrections.OrderBy(line => line.Number).Select(Shown)]
        );

    static Correction Shown(AssessmentCorrection line) =>
        new(
            line.Id,
            line.Kind,
            line.StateBefore,
            line.TheoryBefore is { } before ? new(before, line.PracticalBefore, line.FormBefore) : null,
            line.State,
            line.Theory is { } since ? new(since, line.Practical, line.Form) : null,
            line.Reason.Read() ?? "",
            line.CorrectedBy,
            line.At
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
            ? TypedResults.Ok(await Shown(db, assessment, policies, stop))
            : Refusal.NotFound.AsProblem();
}
