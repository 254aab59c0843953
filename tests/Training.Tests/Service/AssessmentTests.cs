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
        var house = training.OpenHouse();
        var escort = await house.Onboarded();
        var mean = (decimal)satisfaction;
        foreach (var score in mean < 100 ? new[] { mean - 1, mean, mean + 1 } : [100, 100, 100])
            await Rates(house, escort, score);
        await Rates(house, escort, 1, at: house.Now.AddDays(-31));
        await Rates(training.OpenHouse(), escort, 1);

        var id = await house.Assessed(escort, theory: (decimal)theory, practical: (decimal)practical);

        var verdict = await house.Assessment(id);
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
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        await Rates(house, lead, 10);
        await Rates(house, lead, 10);

        var verdict = await house.Assessment(await house.Assessed(lead, practical: 90));

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
        var house = training.OpenHouse();
        await training.Bus.Listen<ExamFailed>();
        await training.Bus.Listen<ConsecutiveAssessmentFailed>();
        var lead = await house.Hire(Post.EscortLead);

        await house.Failed(lead);
        await house.Assessed(lead);
        var (first, second) = (await house.Failed(lead), await house.Failed(lead));
        await house.Failed(lead);

        Assert.Equal(3, (await house.Record(lead))["failuresInRow"].GetInt32());
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
        Assert.Equal(1, await house.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-036")]
    public async Task An_excused_round_neither_counts_nor_starts_the_count_again()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        await house.Failed(lead);
        var excused = await house.Scheduled(lead);
        var reason = new { reason = "on approved leave" };

        (await house.Trainer.Post($"/assessments/{excused}/excuse", reason)).Ok();
        Assert.Equal("Excused", (await house.Trainer.Post($"/assessments/{excused}/excuse", reason)).Ok()["status"].GetString());
        await training.Refused(
            "already-recorded",
            () => house.Trainer.Post($"/assessments/{excused}/excuse", new { reason = "another reason" })
        );
        await training.Refused("assessment-step-out-of-order", () => house.Theory(excused));
        Assert.Equal(1, (await house.Record(lead))["failuresInRow"].GetInt32());
        await house.Failed(lead);

        Assert.Equal(1, await house.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    public async Task A_failed_onboarding_exam_is_told_but_is_no_failure_in_a_row()
    {
        var house = training.OpenHouse();
        var escort = await house.ReadyForExam();

        for (var count = 0; count < 3; count++)
            await house.Assessed(escort, "Onboarding", theory: 10);

        Assert.Equal(
            (0, 3L, 0L),
            (
                (await house.Record(escort))["failuresInRow"].GetInt32(),
                await house.Said("ExamFailed", escort),
                await house.Said("ConsecutiveAssessmentFailed", escort)
            )
        );
    }

    [Fact]
    public async Task Marks_are_those_in_force_when_the_assessment_was_scheduled()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var change = training.Clock.GetUtcNow().AddMinutes(5);
        (
            await house.Trainer.Put(
                "/policies/clinic.theory.passScore",
                new
                {
                    branchId = house.Id,
                    value = "95",
                    from = change,
                    reason = "harder questions",
                },
                "\"0\""
            )
        ).Ok();
        var scheduled = await house.Scheduled(lead);
        await training.MoveClock(TimeSpan.FromMinutes(6));

        (await house.Theory(scheduled, 90)).Ok();
        var before = (await house.Practical(scheduled)).Ok();
        var after = await house.Assessment(await house.Assessed(lead, theory: 94.99m));

        Assert.Equal(("Passed", 60m), (before["status"].GetString(), before["marks"].GetProperty("theory").GetDecimal()));
        Assert.Equal(("Failed", 95m), (after["status"].GetString(), after["marks"].GetProperty("theory").GetDecimal()));
    }

    [Fact]
    public async Task Grades_entered_again_answer_the_same_and_other_grades_are_refused()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var id = await house.Scheduled(lead);

        await training.Refused("assessment-step-out-of-order", () => house.Practical(id));
        (await house.Theory(id, 70)).Ok();
        (await house.Theory(id, 70)).Ok();
        await training.Refused("already-recorded", () => house.Theory(id, 71));
        (await house.Practical(id, 85)).Ok();
        Assert.Equal("Passed", (await house.Practical(id, 85)).Ok()["status"].GetString());
        await training.Refused("already-recorded", () => house.Practical(id, 84));
        await training.Refused("score-impossible", () => house.Theory(id, 100.01m));
        await training.Refused("score-impossible", () => house.Practical(id, -1));
        await training.Refused(
            "assessment-step-out-of-order",
            () => house.Trainer.Post($"/assessments/{id}/excuse", new { reason = "too late" })
        );
    }

    [Fact]
    public async Task Eight_assessors_at_once_make_one_verdict()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var id = await house.Scheduled(lead);
        (await house.Theory(id, 10)).Ok();
        var assessors = Enumerable.Range(0, 8).Select(_ => training.At(house.Id, House.Everything)).ToList();

        var answers = await Task.WhenAll(assessors.Select((assessor, at) => house.Practical(id, 80 + at, assessor)));

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(7, answers.Count(answer => answer.Refused("already-recorded")));
        Assert.Equal((1, 1L), ((await house.Record(lead))["failuresInRow"].GetInt32(), await house.Said("ExamFailed", lead)));
    }

    [Fact]
    public async Task One_assessment_of_a_kind_is_open_at_a_time_also_when_two_trainers_schedule_at_once()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => house.Trainer.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), lead)))
        );

        Assert.Single(answers, answer => answer.Accepted);
        Assert.Equal(3, answers.Count(answer => answer.Refused("assessment-open")));
    }

    [Fact]
    [Rule("R-033")]
    public async Task Nobody_schedules_grades_or_certifies_themselves()
    {
        var house = training.OpenHouse();
        var escort = await house.Onboarded();
        var self = training.As(escort, (house.Id, House.Everything));
        var id = await house.Scheduled(escort);

        await training.Refused("own-exam", () => self.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), escort)));
        await training.Refused("own-exam", () => house.Theory(id, by: self));
        (await house.Theory(id)).Ok();
        await training.Refused("own-exam", () => house.Practical(id, by: self));
        await training.Refused("own-exam", () => self.Post($"/assessments/{id}/excuse", new { reason = "rather not" }));
        await training.Refused("own-certificate", () => self.Post("/certificates", new { employeeId = escort }));
    }

    [Fact]
    public async Task A_branch_may_ask_that_the_assessor_did_not_train_the_person()
    {
        var house = training.OpenHouse();
        var from = training.Clock.GetUtcNow().AddSeconds(30);
        (
            await house.Trainer.Put(
                "/policies/assessment.assessorIsNotTrainer",
                new
                {
                    branchId = house.Id,
                    value = "true",
                    from,
                    reason = "two trainers",
                },
                "\"0\""
            )
        ).Ok();
        await training.MoveClock(TimeSpan.FromMinutes(1));
        var escort = await house.ReadyForExam();
        var id = await house.Scheduled(escort, "Onboarding");
        (await house.Theory(id)).Ok();

        await training.Refused("assessor-is-trainer", () => house.Practical(id));
        (await house.Practical(id, by: training.At(house.Id, House.Everything))).Ok();
    }

    [Fact]
    public async Task What_cannot_be_assessed_is_not_scheduled()
    {
        var house = training.OpenHouse();
        var (lead, newcomer) = (await house.Hire(Post.EscortLead), await house.Hire());

        await training.Refused("period-impossible", () => Schedule(lead, from: house.Now, to: house.Now.AddDays(-1)));
        await training.Refused("period-impossible", () => Schedule(lead, from: house.Now.AddDays(-367), to: house.Now));
        await training.Refused("period-impossible", () => Schedule(lead, from: house.Now.AddDays(1), to: house.Now.AddDays(2)));
        await training.Refused("resit-is-ordered", () => Schedule(lead, kind: "Resit"));
        await training.Refused("onboarding-first", () => Schedule(newcomer));
        await training.Refused("no-special-training", () => Schedule(lead, complaint: Guid.CreateVersion7()));
        var (another, done) = (await house.Blamed(newcomer), await house.Onboarded());
        await training.Refused("no-special-training", () => Schedule(lead, complaint: another));
        await training.Refused("onboarding-complete", () => Schedule(done, kind: "Onboarding"));

        Task<Answer> Schedule(
            Guid person,
            DateTimeOffset? from = null,
            DateTimeOffset? to = null,
            string kind = "Combined",
            Guid? complaint = null
        ) =>
            house.Trainer.Post(
                "/assessments",
                new
                {
                    id = Guid.CreateVersion7(),
                    employeeId = person,
                    kind,
                    from = from ?? house.Now.AddDays(-30),
                    to = to ?? house.Now,
                    complaintId = complaint,
                }
            );
    }

    [Fact]
    public async Task An_assessment_over_a_period_still_running_waits_for_its_end_and_is_scheduled_once()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var (id, to) = (Guid.CreateVersion7(), house.Now.AddDays(1));
        (await house.Trainer.Post("/assessments", house.AssessmentBody(id, lead, to: to))).Ok();
        (await house.Trainer.Post("/assessments", house.AssessmentBody(id, lead, to: to))).Ok();
        await training.Refused("id-taken", () => house.Trainer.Post("/assessments", house.AssessmentBody(id, lead, to: to.AddDays(1))));
        (await house.Theory(id)).Ok();

        await training.Refused("period-not-over", () => house.Practical(id));
        await training.MoveClock(TimeSpan.FromDays(1));
        (await house.Practical(id)).Ok();
    }

    Task<Guid> Rates(House house, Guid person, decimal score, DateTimeOffset? at = null) =>
        training.Tells(
            new SurveyResponseReceived(
                Guid.CreateVersion7(),
                house.Id,
                Guid.CreateVersion7(),
                null,
                score,
                [new(person, score)],
                at ?? house.Now.AddMinutes(-1)
            ),
            Guid.CreateVersion7(),
            TrainingService.RatedQueue
        );
}
