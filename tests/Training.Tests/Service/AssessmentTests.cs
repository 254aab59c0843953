using Clinic.Feedback.Contracts;
using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

public sealed class AssessmentTests(TrainingService training) : IClassFixture<TrainingService>
{
    [Theory]
    [InlineData(60, 80, 85, "Passed", null)]
    [InlineData(59.99, 100, 100, "Failed", "Theory")]
    [InlineData(100, 79.99, 100, "Failed", "Practical")]
    [InlineData(100, 100, 84.99, "Failed", "Satisfaction")]
    [Rule("R-033", "R-034", "R-035")]
    public async Task An_escort_is_judged_by_theory_practice_and_the_clients_of_the_period(
        double theory,
        double practical,
        double satisfaction,
        string status,
        string? failed
    )
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        var mean = (decimal)satisfaction;
        foreach (var score in mean < 100 ? new[] { mean - 1, mean, mean + 1 } : [100, 100, 100])
            await Rates(site, escort, score);
        await Rates(site, escort, 1, at: site.Now.AddDays(-31));
        await Rates(training.OpenSite(), escort, 1);

        var id = await site.Assess(escort, theory: (decimal)theory, practical: (decimal)practical);

        var verdict = await site.Assessment(id);
        Assert.Equal(
            (status, failed, "Escort", 3, true),
            (
                verdict["status"].GetString(),
                verdict["failedPart"].GetString(),
                verdict["category"].GetString(),
                verdict["ratingCount"].GetInt32(),
                verdict["satisfactionCounted"].GetBoolean()
            )
        );
    }

    [Fact]
    [Rule("R-033")]
    public async Task Too_few_ratings_are_left_out_and_the_verdict_marked()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        await Rates(site, lead, 10);
        await Rates(site, lead, 10);

        var verdict = await site.Assessment(await site.Assess(lead, practical: 90));

        Assert.Equal(
            ("Passed", 2, false, true),
            (
                verdict["status"].GetString(),
                verdict["ratingCount"].GetInt32(),
                verdict["satisfactionCounted"].GetBoolean(),
                verdict["excellent"].GetBoolean()
            )
        );
    }

    [Fact]
    [Rule("R-036")]
    public async Task Two_failures_in_a_row_are_told_once_and_a_pass_starts_the_count_again()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<ExamFailed>();
        await training.Bus.Listen<ConsecutiveAssessmentFailed>();
        var lead = await site.Hire(Post.EscortLead);

        await site.Failed(lead);
        await site.Assess(lead);
        var (first, second) = (await site.Failed(lead), await site.Failed(lead));
        await site.Failed(lead);

        Assert.Equal(3, (await site.Record(lead))["failuresInRow"].GetInt32());
        await training.Bus.Hears<ExamFailed>(4, fact => fact.EmployeeId == lead);
        await training.Bus.Hears<ConsecutiveAssessmentFailed>(1, fact => fact.EmployeeId == lead);
        var told = training.Bus.Heard<ConsecutiveAssessmentFailed>().Single(fact => fact.EmployeeId == lead);
        Assert.Equal([first, second], told.AssessmentIds);
        Assert.Null(told.ComplaintId);
        Assert.Equal(
            [1, 1, 2, 3],
            training
                .Bus.Heard<ExamFailed>()
                .Where(fact => fact.EmployeeId == lead)
                .OrderBy(fact => fact.Version)
                .Select(fact => fact.FailuresInRow)
        );
        Assert.Equal(
            [1, 3, 4, 6],
            training.Bus.Heard<ExamFailed>().Where(fact => fact.EmployeeId == lead).Select(fact => fact.Version).Order()
        );
        Assert.Equal(1, await site.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-036")]
    public async Task An_excused_round_neither_counts_nor_starts_the_count_again()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        await site.Failed(lead);
        var excused = await site.Schedule(lead);
        var reason = new { reason = "on approved leave" };

        (await site.Trainer.Post($"/assessments/{excused}/excuse", reason)).Ok();
        Assert.Equal("Excused", (await site.Trainer.Post($"/assessments/{excused}/excuse", reason)).Ok()["status"].GetString());
        await training.Refused(
            "already-recorded",
            () => site.Trainer.Post($"/assessments/{excused}/excuse", new { reason = "another reason" })
        );
        await training.Refused("assessment-step-out-of-order", () => site.Theory(excused));
        Assert.Equal(1, (await site.Record(lead))["failuresInRow"].GetInt32());
        await site.Failed(lead);

        Assert.Equal(1, await site.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    public async Task A_failed_onboarding_exam_is_told_but_is_no_failure_in_a_row()
    {
        var site = training.OpenSite();
        var escort = await site.ReadyForExam();

        for (var count = 0; count < 3; count++)
            await site.Assess(escort, "Onboarding", theory: 10);

        Assert.Equal(
            (0, 3L, 0L),
            (
                (await site.Record(escort))["failuresInRow"].GetInt32(),
                await site.Said("ExamFailed", escort),
                await site.Said("ConsecutiveAssessmentFailed", escort)
            )
        );
    }

    [Fact]
    public async Task Marks_are_those_in_force_when_the_assessment_was_scheduled()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var change = training.Clock.GetUtcNow().AddMinutes(5);
        (
            await site.Trainer.Put(
                "/policies/clinic.theory.passScore",
                new
                {
                    branchId = site.Id,
                    value = "95",
                    from = change,
                    reason = "harder questions",
                },
                "\"0\""
            )
        ).Ok();
        var scheduled = await site.Schedule(lead);
        await training.MoveClock(TimeSpan.FromMinutes(6));

        (await site.Theory(scheduled, 90)).Ok();
        var before = (await site.Practical(scheduled)).Ok();
        var after = await site.Assessment(await site.Assess(lead, theory: 94.99m));

        Assert.Equal(("Passed", 60m), (before["status"].GetString(), before["marks"].GetProperty("theory").GetDecimal()));
        Assert.Equal(("Failed", 95m), (after["status"].GetString(), after["marks"].GetProperty("theory").GetDecimal()));
    }

    [Fact]
    public async Task Grades_entered_again_answer_the_same_and_other_grades_are_refused()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var id = await site.Schedule(lead);

        await training.Refused("assessment-step-out-of-order", () => site.Practical(id));
        (await site.Theory(id, 70)).Ok();
        (await site.Theory(id, 70)).Ok();
        await training.Refused("already-recorded", () => site.Theory(id, 71));
        (await site.Practical(id, 85)).Ok();
        Assert.Equal("Passed", (await site.Practical(id, 85)).Ok()["status"].GetString());
        await training.Refused("already-recorded", () => site.Practical(id, 84));
        await training.Refused("score-impossible", () => site.Theory(id, 100.01m));
        await training.Refused("score-impossible", () => site.Practical(id, -1));
        await training.Refused(
            "assessment-step-out-of-order",
            () => site.Trainer.Post($"/assessments/{id}/excuse", new { reason = "too late" })
        );
    }

    [Fact]
    public async Task Eight_assessors_at_once_make_one_verdict()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var id = await site.Schedule(lead);
        (await site.Theory(id, 10)).Ok();
        var assessors = Enumerable.Range(0, 8).Select(_ => training.At(site.Id, TestSite.Everything)).ToList();

        var answers = await Task.WhenAll(assessors.Select((assessor, at) => site.Practical(id, 80 + at, assessor)));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(7, answers.Count(answer => answer.Refused("already-recorded")));
        Assert.Equal((1, 1L), ((await site.Record(lead))["failuresInRow"].GetInt32(), await site.Said("ExamFailed", lead)));
    }

    [Fact]
    public async Task One_assessment_of_a_kind_is_open_at_a_time_also_when_two_trainers_schedule_at_once()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => site.Trainer.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), lead)))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(3, answers.Count(answer => answer.Refused("assessment-open")));
    }

    [Fact]
    [Rule("R-033")]
    public async Task Nobody_schedules_grades_or_certifies_themselves()
    {
        var site = training.OpenSite();
        var escort = await site.Onboarded();
        var self = training.As(escort, (site.Id, TestSite.Everything));
        var id = await site.Schedule(escort);

        await training.Refused("own-exam", () => self.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), escort)));
        await training.Refused("own-exam", () => site.Theory(id, by: self));
        (await site.Theory(id)).Ok();
        await training.Refused("own-exam", () => site.Practical(id, by: self));
        await training.Refused("own-exam", () => self.Post($"/assessments/{id}/excuse", new { reason = "rather not" }));
        await training.Refused("own-certificate", () => self.Post("/certificates", new { employeeId = escort }));
    }

    [Fact]
    public async Task A_branch_may_ask_that_the_assessor_did_not_train_the_person()
    {
        var site = training.OpenSite();
        var from = training.Clock.GetUtcNow().AddSeconds(30);
        (
            await site.Trainer.Put(
                "/policies/assessment.assessorIsNotTrainer",
                new
                {
                    branchId = site.Id,
                    value = "true",
                    from,
                    reason = "two trainers",
                },
                "\"0\""
            )
        ).Ok();
        await training.MoveClock(TimeSpan.FromMinutes(1));
        var escort = await site.ReadyForExam();
        var id = await site.Schedule(escort, "Onboarding");
        (await site.Theory(id)).Ok();

        await training.Refused("assessor-is-trainer", () => site.Practical(id));
        (await site.Practical(id, by: training.At(site.Id, TestSite.Everything))).Ok();
    }

    [Fact]
    public async Task What_cannot_be_assessed_is_not_scheduled()
    {
        var site = training.OpenSite();
        var (lead, newcomer) = (await site.Hire(Post.EscortLead), await site.Hire());

        await training.Refused("period-impossible", () => Schedule(lead, from: site.Now, to: site.Now.AddDays(-1)));
        await training.Refused("period-impossible", () => Schedule(lead, from: site.Now.AddDays(-367), to: site.Now));
        await training.Refused("period-impossible", () => Schedule(lead, from: site.Now.AddDays(1), to: site.Now.AddDays(2)));
        await training.Refused("resit-is-ordered", () => Schedule(lead, kind: "Resit"));
        await training.Refused("onboarding-first", () => Schedule(newcomer));
        await training.Refused("no-special-training", () => Schedule(lead, complaint: Guid.CreateVersion7()));
        var (another, done) = (await site.FindResponsible(newcomer), await site.Onboarded());
        await training.Refused("no-special-training", () => Schedule(lead, complaint: another));
        await training.Refused("onboarding-complete", () => Schedule(done, kind: "Onboarding"));

        Task<Answer> Schedule(
            Guid person,
            DateTimeOffset? from = null,
            DateTimeOffset? to = null,
            string kind = "Combined",
            Guid? complaint = null
        ) =>
            site.Trainer.Post(
                "/assessments",
                new
                {
                    id = Guid.CreateVersion7(),
                    employeeId = person,
                    kind,
                    from = from ?? site.Now.AddDays(-30),
                    to = to ?? site.Now,
                    complaintId = complaint,
                }
            );
    }

    [Fact]
    public async Task An_assessment_over_a_period_still_running_waits_for_its_end_and_is_scheduled_once()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var (id, to) = (Guid.CreateVersion7(), site.Now.AddDays(1));
        (await site.Trainer.Post("/assessments", site.AssessmentBody(id, lead, to: to))).Ok();
        (await site.Trainer.Post("/assessments", site.AssessmentBody(id, lead, to: to))).Ok();
        await training.Refused("id-taken", () => site.Trainer.Post("/assessments", site.AssessmentBody(id, lead, to: to.AddDays(1))));
        (await site.Theory(id)).Ok();

        await training.Refused("period-not-over", () => site.Practical(id));
        await training.MoveClock(TimeSpan.FromDays(1));
        (await site.Practical(id)).Ok();
    }

    Task<Guid> Rates(TestSite site, Guid person, decimal score, DateTimeOffset? at = null) =>
        training.Tells(
            new SurveyResponseReceived(
                Guid.CreateVersion7(),
                site.Id,
                Guid.CreateVersion7(),
                null,
                score,
                [new(person, score)],
                at ?? site.Now.AddMinutes(-1)
            ),
            Guid.CreateVersion7(),
            TrainingService.RatedQueue
        );
}
