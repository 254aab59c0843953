using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;
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
        assessment.Judge(await RatingsOf(db, assessment, stop), MarksOf(assessment, policies), file.NextEventVersion(), now);
        if (assessment.Kind == AssessmentKind.Onboarding)
        {
            PublishResult(db, assessment, file, assessment.VerdictNumber!.Value, now);
            await SettleOnboarding(db, assessment, policies, now, stop);
            return;
        }
        var recount = await FailureCount.Recompute(db, file, await AssessmentsOf(db, file.PersonId, stop), now, stop);
        PublishResult(db, assessment, file, assessment.VerdictNumber!.Value, now);
        PublishSeries(db, file, recount, now);
    }

    /// <summary>
    /// Takes back the failures of a person that an overturned finding about a complaint led to, and everything that was counted or
    /// ordered because of them; what still stands in a row without them is told anew.
    /// </summary>
    /// <param name="version">Of the overturning; what a later finding led to stays.</param>
    public static async Task TakeBack(TrainingDb db, Guid person, Guid complaint, int version, DateTimeOffset now, CancellationToken stop)
    {
        var file = await db.Files.SingleAsync(trainingFile => trainingFile.PersonId == person, stop);
        var assessments = await AssessmentsOf(db, person, stop);
        var led = assessments.Where(assessment => assessment.ComplaintId == complaint && !(assessment.ComplaintVersion > version));
        List<Assessment> voided = [.. led.Where(assessment => assessment.Void(now))];
        var recount = await FailureCount.Recompute(db, file, assessments, now, stop);
        PublishVoided(db, file, voided.Concat(recount.Voided), complaint, now);
        PublishSeries(db, file, recount, now);
    }

    /// <summary>
    /// What follows from right scores, or from voiding what was entered by mistake, as if the wrong act had never been: the count, series
    /// with what was ordered because of them, an onboarding and certificates. Where the verdict stays the same, nothing is said.
    /// </summary>
    public static async Task Settle(
        TrainingDb db,
        Assessment corrected,
        AssessmentState before,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (!corrected.IsJudged)
            return;
        var file = await db.Files.SingleAsync(trainingFile => trainingFile.PersonId == corrected.PersonId, stop);
        var assessments = await AssessmentsOf(db, file.PersonId, stop);
        var plan = corrected.Kind == AssessmentKind.Onboarding ? await SettleOnboarding(db, corrected, policies, now, stop) : null;
        if (corrected.State == before)
            return;

        var recount = await FailureCount.Recompute(db, file, assessments, now, stop);
        if (corrected.State == AssessmentState.Voided)
            PublishVoided(db, file, [corrected], corrected.Id, now);
        else
            db.Publish(
                new AssessmentCorrected(
                    corrected.Id,
                    corrected.PersonId,
                    corrected.BranchId,
                    corrected.State == AssessmentState.Passed,
                    file.FailuresInRow,
                    now,
                    file.NextEventVersion()
                ),
                corrected.CaseId
            );
        PublishVoided(db, file, recount.Voided, corrected.Id, now);
        // Whoever waits for a resit hears of its right result as of a first one.
        if (corrected is { Kind: AssessmentKind.Resit, State: AssessmentState.Passed or AssessmentState.Failed })
            PublishResult(db, corrected, file, file.NextEventVersion(), now);
        PublishSeries(db, file, recount, now);
        if (before == AssessmentState.Passed)
            await CertificatesThatStand.WithdrawWhatStoodOn(db, corrected, assessments, plan, now, stop);
    }

    /// <summary>Tells of failures in a row since a case was decided, if there are any .</summary>
    public static async Task TellWhatFollows(TrainingDb db, TrainingFile file, DateTimeOffset now, CancellationToken stop)
    {
        var recount = await FailureCount.Recompute(db, file, await AssessmentsOf(db, file.PersonId, stop), now, stop);
        PublishSeries(db, file, recount, now);
    }

    /// <summary>The marks that judge an assessment: those in force when it was scheduled.</summary>
    public static PassMarks MarksOf(Assessment assessment, PolicyBook policies) =>
        PassMarks.For(assessment.Category, policies, assessment.BranchId, assessment.ScheduledAt);

    static Task<List<Assessment>> AssessmentsOf(TrainingDb db, Guid person, CancellationToken stop) =>
        db.Assessments.Where(assessment => assessment.PersonId == person).ToListAsync(stop);

    // One exam that was passed completes the onboarding; else the parts of the last one count.
    static async Task<OnboardingPlan?> SettleOnboarding(
        TrainingDb db,
        Assessment exam,
        PolicyBook policies,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var plans = await db.Plans.Where(candidate => candidate.PersonId == exam.PersonId).ToListAsync(stop);
        var plan = exam.PathCode is { } path ? plans.Find(candidate => candidate.PathCode == path) : plans.MinBy(first => first.StartedAt);
        if (plan is null)
            return null;
        var last = (await AssessmentsOf(db, exam.PersonId, stop))
            .Where(candidate =>
                candidate.Kind == AssessmentKind.Onboarding
                && candidate.PathCode == exam.PathCode
                && candidate.State is AssessmentState.Passed or AssessmentState.Failed
            )
            .OrderBy(candidate => candidate.State == AssessmentState.Passed)
            .ThenBy(candidate => candidate.VerdictNumber)
            .LastOrDefault();
        var marks = MarksOf(last ?? exam, policies);
        if (plan.CorrectExam(last?.TheoryScore >= marks.Theory, last?.PracticalGrade >= marks.Practical, now))
            db.PublishCompleted(plan);
        return plan;
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

    static void PublishResult(TrainingDb db, Assessment assessment, TrainingFile file, int number, DateTimeOffset now)
    {
        var (id, person, branch) = (assessment.Id, assessment.PersonId, assessment.BranchId);
        if (assessment.Kind == AssessmentKind.Resit && assessment.FailedPart is null)
            db.Publish(new ResitPassed(id, person, branch, assessment.DisciplineCaseId, now, number), assessment.CaseId);
        else if (assessment.Kind == AssessmentKind.Resit)
            db.Publish(new ResitFailed(id, person, branch, assessment.DisciplineCaseId, now, number), assessment.CaseId);
        else if (assessment.FailedPart is { } part)
            db.Publish(new ExamFailed(id, person, branch, part, file.FailuresInRow, now, number), assessment.CaseId);
        else
            db.Publish(new ExamPassed(id, person, branch, assessment.Excellent, now, number), assessment.CaseId);
    }

    static void PublishVoided(TrainingDb db, TrainingFile file, IEnumerable<Assessment> voided, Guid source, DateTimeOffset now)
    {
        foreach (var gone in voided.OrderBy(assessment => assessment.VerdictNumber))
            db.Publish(
                new AssessmentVoided(gone.Id, gone.PersonId, gone.BranchId, source, now, file.NextEventVersion(), file.FailuresInRow),
                gone.CaseId
            );
    }

    static void PublishSeries(TrainingDb db, TrainingFile file, Recount recount, DateTimeOffset now)
    {
        foreach (var (first, second) in recount.ToTell)
        {
            // The consequences belong to the complaint when one of the two does.
            var leading = second.ComplaintId is null && first.ComplaintId is not null ? first : second;
            FailureSeries told = new()
            {
                Id = Guid.CreateVersion7(),
                BranchId = file.BranchId,
                PersonId = file.PersonId,
                FirstId = first.AssessmentId,
                SecondId = second.AssessmentId,
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
}
