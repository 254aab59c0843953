using Clinic.Training.Onboarding;

namespace Clinic.Training.Assessments;

/// <summary>
/// What waits about assessments (WF-17): theory and practice for whoever grades, a resit also for the person who sits it, and the exam of a
/// newcomer who has all hours and topics. Ends with the grade, and when the assessment is excused, voided or closed by a departure. Nobody
/// is asked to grade their own exam.
/// </summary>
static class AssessmentWork
{
    const string Noun = "assessment";

    public static readonly WorkKind Theory = new("training-assessment.theory", nameof(GradeTheory), Noun, Rights.Grade),
        Practical = new("training-assessment.practical", nameof(GradePractical), Noun, Rights.Grade);

    /// <summary>Until the day the discipline case named .</summary>
    public static readonly WorkKind Resit = new("training-assessment.resit", nameof(GradePractical), Noun, Rights.Grade);

    /// <summary>The newcomer is ready and no exam is open .</summary>
    public static readonly WorkKind Exam = new("training-onboarding.exam", nameof(ScheduleAssessment), "employee", Rights.Grade);

    /// <summary>The assessments that are not judged.</summary>
    public static OpenNouns Open(TrainingDb db) =>
        OpenNouns.Of(
            db.Assessments.Where(assessment =>
                assessment.State == AssessmentState.Scheduled || assessment.State == AssessmentState.TheoryTaken
            ),
            assessment => assessment.Id,
            assessment => assessment.PersonId
        );

    /// <summary>Writes down what waits about every assessment and newcomer that this save changes.</summary>
    public static async Task Keep(TrainingDb db, CancellationToken stop)
    {
        var assessments = db.Changing<Assessment>();
        foreach (var assessment in assessments)
            db.KeepWork(assessment.Id, assessment.BranchId, [Theory, Practical, Resit], [.. Of(assessment)]);

        HashSet<Guid> newcomers = [.. db.Changing<OnboardingPlan>().Select(plan => plan.PersonId)];
        newcomers.UnionWith(assessments.Where(exam => exam.Kind == AssessmentKind.Onboarding).Select(exam => exam.PersonId));
        foreach (var person in newcomers)
        {
            await db.Plans.Where(plan => plan.PersonId == person).LoadAsync(stop);
            await db.Assessments.Where(exam => exam.PersonId == person && exam.Kind == AssessmentKind.Onboarding).LoadAsync(stop);
            var ready = db.Plans.Local.FirstOrDefault(plan => plan.PersonId == person && plan.State == OnboardingState.ReadyForExam);
            db.KeepWork(
                person,
                ready?.BranchId ?? Guid.Empty,
                [Exam],
                ready is null || db.Assessments.Local.Any(exam => IsOpenExamOf(exam, person)) ? [] : [new(Exam, Except: [person])]
            );
        }
    }

    static IEnumerable<WaitingWork> Of(Assessment assessment)
    {
        var dueAt = assessment.DueBy ?? assessment.PeriodTo;
        if (assessment.State == AssessmentState.Scheduled)
            yield return new(Theory, DueAt: dueAt, Except: [assessment.PersonId]);
        if (assessment.State == AssessmentState.TheoryTaken)
            yield return new(Practical, DueAt: dueAt, Except: [assessment.PersonId]);
        if (assessment.Kind == AssessmentKind.Resit && Assessment.StepAfter(assessment.State) is not null)
            yield return new(Resit, assessment.PersonId, dueAt);
    }

    static bool IsOpenExamOf(Assessment exam, Guid person) =>
        exam.PersonId == person && exam.Kind == AssessmentKind.Onboarding && Assessment.StepAfter(exam.State) is not null;
}
