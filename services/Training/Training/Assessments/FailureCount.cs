using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>What counting anew came to.</summary>
/// <param name="Voided">Failed resits that no longer count, because the series they answered fell.</param>
/// <param name="ToTell">Failures in a row that are told now.</param>
sealed record Recount(IReadOnlyList<Assessment> Voided, IReadOnlyList<FailurePair> ToTell);

/// <summary>
/// Counts failures in a row over the whole history of a person, as if what was voided or corrected had never been otherwise.
/// </summary>
static class FailureCount
{
    /// <summary>
    /// Counts anew, lets series fall that no longer stand in a row, with the resits and sessions ordered because of them, and finds what
    /// is to be told. The assessments are all that are known of the person, tracked.
    /// </summary>
    public static async Task<Recount> Recompute(
        TrainingDb db,
        TrainingFile file,
        IReadOnlyList<Assessment> assessments,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var series = await db.Series.Where(candidate => candidate.PersonId == file.PersonId).ToListAsync(stop);
        List<Assessment> voided = [];
        List<Guid> fallen = [];
        var rows = Rows(assessments);
        // A resit counts as long as the series it answers, and may itself have been a failure of the next one.
        while (series.Find(candidate => candidate.VoidedAt is null && Falls(candidate, assessments, rows)) is { } gone)
        {
            gone.Void(now);
            fallen.Add(gone.Id);
            voided.AddRange(assessments.Where(assessment => assessment.SeriesId == gone.Id && assessment.Void(now)));
            rows = Rows(assessments);
        }
        if (fallen.Count > 0)
        {
            var ordered = await db
                .Sessions.Where(session => session.SeriesId != null && fallen.Contains(session.SeriesId.Value))
                .ToListAsync(stop);
            foreach (var session in ordered)
                db.TakeReasonBack(session, now);
        }

        file.FailuresInRow = Streak.Of(VerdictsOf(assessments)).Count;
        var standing = series.Where(candidate => candidate.VoidedAt is null).ToList();
        // A case that is heard of at this moment is not saved yet.
        await db.DecidedCases.Where(candidate => candidate.PersonId == file.PersonId).LoadAsync(stop);
        var decided = db.DecidedCases.Local.Where(candidate => candidate.PersonId == file.PersonId).ToList();
        return new(voided, [.. rows.SelectMany(row => Streak.ToTell(row, Seconds(standing, row), DecidedAt))]);

        // A decision before a series was told was one over the same failures when they were told earlier.
        DateTimeOffset? DecidedAt(Guid failure) =>
            decided
                .Where(candidate =>
                    candidate.SourceId == failure
                    && (
                        standing.Exists(told => told.SecondId == failure && told.ToldAt <= candidate.DecidedAt)
                        || assessments.Any(assessment => assessment.Id == failure && assessment.Kind == AssessmentKind.Resit)
                    )
                )
                .Min(candidate => candidate.DecidedAt);
    }

    /// <summary>The verdicts that stand.</summary>
    public static IEnumerable<Verdict> VerdictsOf(IEnumerable<Assessment> assessments) =>
        assessments
            .Where(assessment =>
                assessment.Kind != AssessmentKind.Onboarding && assessment.State is AssessmentState.Passed or AssessmentState.Failed
            )
            .Select(assessment => new Verdict(
                assessment.Id,
                assessment.VerdictNumber!.Value,
                assessment.State == AssessmentState.Passed,
                assessment.Kind == AssessmentKind.Resit,
                assessment.JudgedAt!.Value,
                assessment.CaseId,
                assessment.ComplaintId
            ));

    static IReadOnlyList<IReadOnlyList<Verdict>> Rows(IEnumerable<Assessment> assessments) => Streak.Rows(VerdictsOf(assessments));

    static HashSet<Guid> Seconds(IEnumerable<FailureSeries> standing, IReadOnlyList<Verdict> row) =>
        [.. standing.Where(candidate => candidate.IsIn(row)).Select(candidate => candidate.SecondId)];

    // One whose assessments are not all in sight here falls only by what is.
    static bool Falls(FailureSeries series, IReadOnlyList<Assessment> assessments, IReadOnlyList<IReadOnlyList<Verdict>> rows)
    {
        var inSight = assessments.Where(assessment => assessment.Id == series.FirstId || assessment.Id == series.SecondId).ToList();
        return !rows.Any(series.IsIn)
            && (inSight.Count == Streak.Limit || inSight.Exists(assessment => assessment.State != AssessmentState.Failed));
    }
}
