namespace Clinic.Training.Assessments;

/// <summary>One final verdict over a person; voided and excused rounds are none.</summary>
/// <param name="Number">Verdicts follow each other by it, also when one of them is corrected later.</param>
/// <param name="At">When it fell.</param>
public sealed record Verdict(Guid AssessmentId, int Number, bool Passed, bool IsResit, DateTimeOffset At, Guid CaseId, Guid? ComplaintId);

/// <summary>Two failures in a row.</summary>
public sealed record FailurePair(Verdict First, Verdict Second);

/// <summary>
/// Failures in a row, worked out over the verdicts as they stand now, so that voiding or correcting one undoes what followed.
/// </summary>
public static class Streak
{
    /// <summary>Two in a row are for a person to decide.</summary>
    public const int Limit = 2;

    /// <summary>The failures since the last pass, the oldest first.</summary>
    public static IReadOnlyList<Verdict> Of(IEnumerable<Verdict> verdicts) =>
        [.. verdicts.OrderByDescending(verdict => verdict.Number).TakeWhile(verdict => !verdict.Passed).Reverse()];

    /// <summary>All failures that stood in a row, each row with the oldest first; a pass ends a row.</summary>
    public static IReadOnlyList<IReadOnlyList<Verdict>> Rows(IEnumerable<Verdict> verdicts)
    {
        List<List<Verdict>> rows =
        [
            [],
        ];
        foreach (var verdict in verdicts.OrderBy(verdict => verdict.Number))
        {
            if (verdict.Passed)
                rows.Add([]);
            else
                rows[^1].Add(verdict);
        }
        return [.. rows.Where(row => row.Count > 0)];
    }

    /// <summary>
    /// The pairs of a row that are still to be told: its first two while nothing was told of it, and then each failure after a person
    /// decided what the last one leads to, with the failure before it. A failed resit is for decision by itself.
    /// </summary>
    /// <param name="row">Failures in a row, the oldest first.</param>
    /// <param name="toldSeconds">The second failure of each pair of this row that was told and stands.</param>
    /// <param name="decidedAt">When somebody decided what a failure leads to, or null.</param>
    public static IReadOnlyList<FailurePair> ToTell(
        IReadOnlyList<Verdict> row,
        IReadOnlySet<Guid> toldSeconds,
        Func<Guid, DateTimeOffset?> decidedAt
    )
    {
        if (row.Count < Limit)
            return [];
        List<FailurePair> pairs = [];
        var nothingTold = !row.Any(verdict => toldSeconds.Contains(verdict.AssessmentId));
        Verdict? waits = null;
        for (var at = 1; at < row.Count; at++)
        {
            var failure = row[at];
            if (toldSeconds.Contains(failure.AssessmentId))
            {
                waits = failure;
                continue;
            }
            if (waits is null ? !nothingTold : !failure.IsResit && !(decidedAt(waits.AssessmentId) < failure.At))
                continue;
            if (waits is null || !failure.IsResit)
                pairs.Add(new(row[at - 1], failure));
            waits = failure;
        }
        return pairs;
    }
}
