using Clinic.Payroll.Contracts;
using Clinic.Training.Onboarding;

namespace Clinic.Training.Tests.Rules;

public sealed class OnboardingRules
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Post.Escort, "escort", 5)]
    [InlineData(Post.Receptionist, "clinic-staff", 4)]
    [InlineData(Post.Guide, "guide", 3)]
    [InlineData(Post.Director, null, 0)]
    public void The_path_goes_by_the_post(Post post, string? path, int topics)
    {
        Assert.Equal(path, OnboardingPath.Of(post)?.Code);
        Assert.Equal(topics, OnboardingPath.Of(post)?.Topics.Count ?? 0);
    }

    [Fact]
    [Rule("R-032")]
    public void Escorts_learn_five_topics_and_the_exam_waits_for_each_of_them()
    {
        string[] topics = ["basic-medicine", "hospital-procedure", "communication-etiquette", "client-psychology", "ethics-law"];
        Assert.Equal(topics, OnboardingPath.Of(Post.Escort)!.Topics);
        foreach (var missing in topics)
        {
            var plan = Plan(topics: topics);
            plan.SetAttendance(40, topics.Where(topic => topic != missing), Now);

            Assert.Equal($"topics ({missing})", Assert.Single(plan.LacksForExam(Now)).Detail);
        }
    }

    [Fact]
    [Rule("R-029")]
    public void An_onboarding_completed_with_a_wrong_score_is_open_again_and_a_withdrawn_one_goes_on_where_it_was()
    {
        var plan = Plan();
        plan.SetAttendance(40, ["a", "b"], Now);
        plan.SetExam(theory: true, practical: true, Now);

        Assert.False(plan.Withdraw());
        Assert.False(plan.CorrectExam(theory: false, practical: true, Now));
        Assert.Equal((OnboardingState.ReadyForExam, (DateTimeOffset?)null), (plan.State, plan.CompletedAt));
        Assert.True(plan.Withdraw());
        Assert.False(plan.CorrectExam(theory: true, practical: false, Now));
        Assert.Equal(OnboardingState.Withdrawn, plan.State);
        Assert.True(plan.Resume(Now));
        Assert.True(plan.CorrectExam(theory: true, practical: true, Now));
    }

    [Theory]
    [InlineData("39.99", "a b", "hours theory practical")]
    [InlineData("40", "a", "topics theory practical")]
    [InlineData("0", "", "hours topics theory practical")]
    [InlineData("40", "a b", "theory practical")]
    [Rule("R-029")]
    public void Hours_and_topics_come_before_the_exam(string hours, string topics, string lacks)
    {
        var plan = Plan();

        plan.SetAttendance(
            decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture),
            topics.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Now
        );

        Assert.Equal(lacks, string.Join(' ', plan.Lacks(Now).Select(lack => lack.Code)));
        Assert.Equal(
            lacks.StartsWith("theory", StringComparison.Ordinal) ? OnboardingState.ReadyForExam : OnboardingState.Running,
            plan.State
        );
    }

    [Fact]
    public void It_is_complete_once_with_both_parts_of_one_exam_passed()
    {
        var plan = Plan();
        plan.SetAttendance(40, ["a", "b"], Now);

        Assert.False(plan.SetExam(theory: true, practical: false, Now));
        Assert.False(plan.SetExam(theory: false, practical: true, Now));
        Assert.True(plan.SetExam(theory: true, practical: true, Now));
        Assert.False(plan.SetExam(theory: true, practical: true, Now));
        Assert.Equal(OnboardingState.Completed, plan.State);
    }

    [Fact]
    public void Hours_taken_back_put_the_exam_off()
    {
        var plan = Plan();
        plan.SetAttendance(40, ["a", "b"], Now);

        plan.SetAttendance(32, ["a", "b"], Now);

        Assert.Equal((OnboardingState.Running, (DateTimeOffset?)null), (plan.State, plan.ReadyAt));
    }

    [Fact]
    public void The_days_of_a_path_are_waited_for()
    {
        var plan = Plan(Now.AddDays(7));
        plan.SetAttendance(40, ["a", "b"], Now);
        Assert.Equal(OnboardingState.Running, plan.State);

        plan.RecomputeState(Now.AddDays(7));

        Assert.Equal(OnboardingState.ReadyForExam, plan.State);
    }

    static OnboardingPlan Plan(DateTimeOffset? notBefore = null, string[]? topics = null) =>
        new()
        {
            PersonId = Guid.CreateVersion7(),
            PathCode = "escort",
            MinHours = 40,
            NotBefore = notBefore ?? Now,
            Topics = topics ?? ["a", "b"],
            StartedAt = Now,
        };
}
