using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// Judges assessments, tells the verdicts and keeps the count of failures in a row. The caller holds the person, so that
/// the verdicts over one person follow each other.
/// </summary>
static class Verdicts
{
    /// <summary>The verdict over an assessment whose two parts are in.</summary>
    public static async Task Judge(TrainingDb db, Assessment assessment, PolicyBook policies, DateTimeOffset now, CancellationToken stop)
    {
        var file = await db.FileOrNew(assessment.PersonId, assessment.BranchId, stop);
        var marks = PassMarks.For(assessment.Category, policies, assessment.BranchId, assessment.ScheduledAt);
        assessment.Judge(await RatingsOf(db, assessment, stop), marks, file.NextEventVersion(), now);
        var passed = assessment.State == AssessmentState.Passed;

        if (assessment.Kind == AssessmentKind.Onboarding)
        {
            PublishResult(db, assessment, file, now);
            var plan = await db.Plans.SingleAsync(onboardingPlan => onboardingPlan.PersonId == assessment.PersonId, stop);
            if (plan.SetExam(assessment.TheoryScore >= marks.Theory, assessment.PracticalGrade >= marks.Practical, now))
                db.PublishCompleted(plan);
            return;
        }

        var standing = await StandingVerdicts(db, assessment.PersonId, stop);
        standing.Add(new(assessment.Id, assessment.VerdictNumber!.Value, passed, assessment.CaseId, assessment.ComplaintId));
        var streak = Streak.Of(standing);
        file.FailuresInRow = streak.Count;
        PublishResult(db, assessment, file, now);
        await PublishSeries(db, file, streak, now, stop);
    }

    /// <summary>
    /// Takes back the failures of a person that a complaint led to, and everything that was counted or ordered because of them;
    /// what still stands in a row without them is told anew.
    /// </summary>
    public static async Task TakeBack(TrainingDb db, Guid person, Guid complaint, DateTimeOffset now, CancellationToken stop)
    {
        var file = await db.Files.SingleAsync(trainingFile => trainingFile.PersonId == person, stop);
        var assessments = await db.Assessments.Where(assessment => assessment.PersonId == person).ToListAsync(stop);
        List<Assessment> voided = [.. assessments.Where(assessment => assessment.ComplaintId == complaint && assessment.Void(now))];
        List<Guid> fallen = [];
        // A resit counts as long as the series it answers, and may itself have been a failure of the next one.
        for (List<FailureSeries> next = await Standing(); next.Count > 0; next = await Standing())
        {
            foreach (var series in next)
            {
                series.Void(now);
                fallen.Add(series.Id);
                voided.AddRange(assessments.Where(assessment => assessment.SeriesId == series.Id && assessment.Void(now)));
            }
        }
        foreach (
            var session in await db
                .Sessions.Where(trainingSession => trainingSession.SeriesId != null && fallen.Contains(trainingSession.SeriesId.Value))
                .ToListAsync(stop)
        )
            db.TakeReasonBack(session, now);

        foreach (var failure in voided.OrderBy(assessment => assessment.VerdictNumber))
            db.Publish(new AssessmentVoided(failure.Id, person, failure.BranchId, complaint, now, file.NextEventVersion()), failure.CaseId);

        var gone = voided.Select(assessment => assessment.Id).ToHashSet();
        var streak = Streak.Of((await StandingVerdicts(db, person, stop)).Where(verdict => !gone.Contains(verdict.AssessmentId)));
        file.FailuresInRow = streak.Count;
        await PublishSeries(db, file, streak, now, stop);

        async Task<List<FailureSeries>> Standing()
        {
            var ids = voided.Select(assessment => assessment.Id).ToArray();
            var hit = await db
                .Series.Where(failureSeries =>
                    failureSeries.PersonId == person && (ids.Contains(failureSeries.FirstId) || ids.Contains(failureSeries.SecondId))
                )
                .ToListAsync(stop);
            return [.. hit.Where(failureSeries => failureSeries.VoidedAt is null)];
        }
    }

    // In the branch of the assessment alone, so that the verdict does not depend on who enters the last grade.
    static async Task<Satisfaction> RatingsOf(TrainingDb db, Assessment assessment, CancellationToken stop)
    {
        if (assessment.Kind != AssessmentKind.Combined)
            return new(0, 0);
        var scores = await db
            .Ratings.AsNoTracking()
            .Where(rating =>
                rating.PersonId == assessment.PersonId
                && rating.BranchId == assessment.BranchId
                && rating.At >= assessment.PeriodFrom
                && rating.At <= assessment.PeriodTo
            )
            .Select(rating => rating.Score)
            .ToListAsync(stop);
        return new(scores.Count, scores.Count == 0 ? 0 : scores.Average());
    }

    static Task<List<Verdict>> StandingVerdicts(TrainingDb db, Guid person, CancellationToken stop) =>
        db
            .Assessments.AsNoTracking()
            .Where(assessment =>
                assessment.PersonId == person
                && assessment.Kind != AssessmentKind.Onboarding
                && (assessment.State == AssessmentState.Passed || assessment.State == AssessmentState.Failed)
            )
            .Select(assessment => new Verdict(
                assessment.Id,
                assessment.VerdictNumber!.Value,
                assessment.State == AssessmentState.Passed,
                assessment.CaseId,
                assessment.ComplaintId
            ))
            .ToListAsync(stop);

    static void PublishResult(TrainingDb db, Assessment assessment, TrainingFile file, DateTimeOffset now)
    {
        var (id, person, branch, number) = (assessment.Id, assessment.PersonId, assessment.BranchId, assessment.VerdictNumber!.Value);
        if (assessment.Kind == AssessmentKind.Resit && assessment.FailedPart is null)
            db.Publish(new ResitPassed(id, person, branch, assessment.DisciplineCaseId, now, number), assessment.CaseId);
        else if (assessment.Kind == AssessmentKind.Resit)
            db.Publish(new ResitFailed(id, person, branch, assessment.DisciplineCaseId, now, number), assessment.CaseId);
        else if (assessment.FailedPart is { } part)
            db.Publish(new ExamFailed(id, person, branch, part, file.FailuresInRow, now, number), assessment.CaseId);
        else
            db.Publish(new ExamPassed(id, person, branch, assessment.Excellent, now, number), assessment.CaseId);
    }

    static async Task PublishSeries(
        TrainingDb db,
        TrainingFile file,
        IReadOnlyList<Verdict> streak,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (streak.Count < Streak.Limit)
            return;
        var series = await db.Series.Where(failureSeries => failureSeries.PersonId == file.PersonId).ToListAsync(stop);
        if (
            Streak.FailuresToPublish(
                streak,
                series.Where(failureSeries => failureSeries.VoidedAt is null).Select(failureSeries => failureSeries.FirstId).ToHashSet()
            )
            is not { } two
        )
            return;

        // The consequences belong to the complaint when one of the two does.
        var leading = two.Second.ComplaintId is null && two.First.ComplaintId is not null ? two.First : two.Second;
        FailureSeries told = new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = file.BranchId,
            PersonId = file.PersonId,
            FirstId = two.First.AssessmentId,
            SecondId = two.Second.AssessmentId,
            ComplaintId = leading.ComplaintId,
            CaseId = leading.CaseId,
            ToldAt = now,
        };
        db.Add(told);
        db.Publish(
            new ConsecutiveAssessmentFailed(
                told.PersonId,
                told.BranchId,
                [told.FirstId, told.SecondId],
                file.Category.ToString(),
                told.ComplaintId,
                now,
                file.NextEventVersion()
            ),
            told.CaseId
        );
    }
}
