namespace Clinic.Training.Assessments;

/// <summary>One final verdict over a person; voided and excused rounds are none.</summary>
/// <param name="Number">Verdicts follow each other by it.</param>
public sealed record Verdict(Guid AssessmentId, int Number, bool Passed, Guid CaseId, Guid? ComplaintId);

/// <summary>
/// Failures in a row, worked out over the verdicts that still stand, so that voiding one undoes what followed from it.
/// </summary>
public static class Streak
{
    /// <summary>Two in a row are for a person to decide.</summary>
    public const int Limit = 2;

    /// <summary>The failures since the last pass, the oldest first.</summary>
    public static IReadOnlyList<Verdict> Of(IEnumerable<Verdict> verdicts) =>
        [.. verdicts.OrderByDescending(verdict => verdict.Number).TakeWhile(verdict => !verdict.Passed).Reverse()];

    /// <summary>The two failures to tell of: the first two of a streak of which none was told before; else null.</summary>
    public static (Verdict First, Verdict Second)? FailuresToPublish(IReadOnlyList<Verdict> streak, IReadOnlySet<Guid> toldFirsts) =>
        streak.Count >= Limit && !streak.Any(verdict => toldFirsts.Contains(verdict.AssessmentId)) ? (streak[0], streak[1]) : null;
}
