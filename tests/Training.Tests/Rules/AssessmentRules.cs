using Clinic.Training.Assessments;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Rules;

public sealed class AssessmentRules
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    static readonly PassMarks Marks = new(Theory: 60m, Practical: 80m, Excellent: 90m, Satisfaction: 85m, LeastRatings: 3);
    static readonly Guid Grader = Guid.CreateVersion7();

    [Theory]
    [InlineData("59.99", false)]
    [InlineData("60", true)]
    [InlineData("100", true)]
    [Rule("R-034")]
    public void The_theory_is_passed_at_the_pass_score_itself(string score, bool passes)
    {
        var assessment = Judged(theory: Exact(score));

        Assert.Equal(passes ? null : AssessmentPart.Theory, assessment.FailedPart);
    }

    [Theory]
    [InlineData("80", "85", true, false)]
    [InlineData("90", "85", true, true)]
    [InlineData("89.99", "100", true, false)]
    [InlineData("79.99", "100", false, false)]
    [InlineData("100", "84.99", false, false)]
    [InlineData("79.99", "84.99", false, false)]
    [Rule("R-035")]
    public void Practice_and_satisfaction_are_both_asked(string practical, string satisfaction, bool passes, bool excellent)
    {
        var assessment = Judged(practical: Exact(practical), ratings: new(3, Exact(satisfaction)));

        Assert.Equal((passes, excellent), (assessment.State == AssessmentState.Passed, assessment.Excellent));
    }

    [Fact]
    [Rule("R-033")]
    public void An_assessment_is_theory_then_practice_then_the_ratings_of_the_period()
    {
        var assessment = Scheduled();

        Assert.Equal("assessment-step-out-of-order", assessment.EnterPractical(90, PracticalForm.Simulated, null, Grader, Now)?.Code);
        Assert.Null(assessment.EnterTheory(90, Grader, Now));
        Assert.Throws<InvalidOperationException>(() => assessment.Judge(new(3, 90), Marks, 1, Now));
        Assert.Null(assessment.EnterPractical(90, PracticalForm.RealCase, null, Grader, Now));
        assessment.Judge(new(3, 84), Marks, 1, Now);

        Assert.Equal(
            (AssessmentState.Failed, AssessmentPart.Satisfaction, true),
            (assessment.State, assessment.FailedPart!.Value, assessment.SatisfactionCounted)
        );
    }

    [Theory]
    [InlineData(2, false, AssessmentState.Passed)]
    [InlineData(3, true, AssessmentState.Failed)]
    public void Too_few_ratings_leave_the_verdict_to_theory_and_practice_and_mark_it(int count, bool counted, AssessmentState state)
    {
        var assessment = Judged(ratings: new(count, 10));

        Assert.Equal((counted, state, count), (assessment.SatisfactionCounted, assessment.State, assessment.RatingCount));
    }

    [Theory]
    [InlineData(AssessmentKind.Onboarding)]
    [InlineData(AssessmentKind.Resit)]
    public void Neither_an_onboarding_exam_nor_a_resit_asks_the_clients(AssessmentKind kind)
    {
        var assessment = Judged(ratings: new(50, 1), kind: kind);

        Assert.Equal(
            (AssessmentState.Passed, false, (int?)null),
            (assessment.State, assessment.SatisfactionCounted, assessment.RatingCount)
        );
    }

    [Fact]
    public void The_verdict_falls_once()
    {
        var assessment = Judged();

        Assert.Throws<InvalidOperationException>(() => assessment.Judge(new(0, 0), Marks, 2, Now));
        Assert.Equal("assessment-step-out-of-order", assessment.EnterTheory(10, Grader, Now)?.Code);
        Assert.Equal("assessment-step-out-of-order", assessment.Excuse("on leave", Grader)?.Code);
    }

    [Fact]
    [Rule("R-033")]
    public void Nobody_grades_or_excuses_themselves()
    {
        var assessment = Scheduled();

        Assert.Same(AssessmentRefusals.OwnExam, assessment.EnterTheory(100, assessment.PersonId, Now));
        Assert.Same(AssessmentRefusals.OwnExam, assessment.Excuse("on leave", assessment.PersonId));
        assessment.EnterTheory(100, Grader, Now);
        Assert.Same(AssessmentRefusals.OwnExam, assessment.EnterPractical(100, PracticalForm.Simulated, null, assessment.PersonId, Now));
        Assert.Null(assessment.PracticalGrade);
    }

    [Fact]
    public void A_combined_assessment_is_judged_after_its_period()
    {
        var assessment = Scheduled(to: Now.AddDays(1));
        assessment.EnterTheory(90, Grader, Now);

        Assert.Same(AssessmentRefusals.PeriodNotOver, assessment.EnterPractical(90, PracticalForm.Simulated, null, Grader, Now));
        Assert.Null(assessment.EnterPractical(90, PracticalForm.Simulated, null, Grader, Now.AddDays(1)));
    }

    [Theory]
    [InlineData(true, false, AssessmentState.Passed)]
    [InlineData(false, true, AssessmentState.Voided)]
    public void Voiding_takes_failures_back_and_leaves_passes(bool passed, bool wasFailure, AssessmentState state)
    {
        var assessment = Judged(theory: passed ? 90 : 10);

        Assert.Equal(wasFailure, assessment.Void(Now));
        Assert.Equal(state, assessment.State);
        Assert.False(assessment.Void(Now));
    }

    static decimal Exact(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

    static Assessment Scheduled(AssessmentKind kind = AssessmentKind.Combined, DateTimeOffset? to = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PersonId = Guid.CreateVersion7(),
            Kind = kind,
            PeriodFrom = Now.AddDays(-30),
            PeriodTo = to ?? Now,
            ScheduledAt = Now,
        };

    static Assessment Judged(
        decimal theory = 90,
        decimal practical = 85,
        Satisfaction? ratings = null,
        AssessmentKind kind = AssessmentKind.Combined
    )
    {
        var assessment = Scheduled(kind);
        assessment.EnterTheory(theory, Grader, Now);
        assessment.EnterPractical(practical, PracticalForm.Simulated, null, Grader, Now);
        assessment.Judge(ratings ?? new(3, 90), Marks, 1, Now);
        return assessment;
    }
}
