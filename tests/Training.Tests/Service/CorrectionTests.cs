using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>A typing mistake in an exam is corrected or voided by a second person, and ends as if it had never been made.</summary>
[Collection(SharedService.Name)]
public sealed class CorrectionTests(TrainingService training)
{
    [Fact]
    [Rule("R-034", "R-036")]
    public async Task A_score_typed_wrongly_is_corrected_by_a_second_person_and_the_first_record_stays_readable()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<AssessmentCorrected>();
        var lead = await site.Hire(Post.EscortLead);
        var wrong = await site.Assess(lead, theory: 41);

        var answer = (await site.Correct(wrong, theory: 91)).Ok();

        Assert.Equal(("Passed", 91m), (answer["status"].GetString(), answer["theory"].GetDecimal()));
        var line = Assert.Single((await site.Assessment(wrong))["corrections"].EnumerateArray());
        Assert.Equal(
            ("Score", "Failed", 41m, "Passed", 91m, site.Second.Id),
            (
                line.GetProperty("kind").GetString(),
                line.GetProperty("statusBefore").GetString(),
                line.GetProperty("before").GetProperty("theory").GetDecimal(),
                line.GetProperty("status").GetString(),
                line.GetProperty("since").GetProperty("theory").GetDecimal(),
                line.GetProperty("correctedBy").GetGuid()
            )
        );
        Assert.Equal(0, (await site.Record(lead))["failuresInRow"].GetInt32());
        await training.Bus.Hears<AssessmentCorrected>(
            1,
            fact => fact is { Passed: true, FailuresInRow: 0, Version: 2 } && fact.AssessmentId == wrong && fact.EmployeeId == lead
        );
    }

    [Fact]
    [Rule("R-036")]
    public async Task Neither_the_recorder_nor_the_person_examined_nor_the_last_corrector_corrects_or_voids()
    {
        var site = training.OpenSite();
        var (lead, third) = (await site.Hire(Post.EscortLead), training.At(site.Id, TestSite.Everything));
        var self = training.As(lead, (site.Id, TestSite.Everything));
        var wrong = await site.Assess(lead, theory: 41);

        foreach (var person in new[] { site.Trainer, self })
        {
            await training.Refused("needs-second-person", () => site.Correct(wrong, by: person));
            await training.Refused("needs-second-person", () => site.Void(wrong, person));
        }
        (await site.Correct(wrong, 71)).Ok();
        await training.Refused("needs-second-person", () => site.Correct(wrong, 91));
        await training.Refused("needs-second-person", () => site.Void(wrong));
        (await site.Correct(wrong, 91, by: third)).Ok();

        var open = await site.Schedule(lead);
        await training.Refused("needs-second-person", () => site.Void(open, site.Trainer));
        (await site.Void(open)).Ok();
    }

    [Fact]
    public async Task A_correction_that_cannot_be_is_refused_and_the_same_body_again_answers_the_same()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var (wrong, open, id) = (await site.Failed(lead), await site.Schedule(lead), Guid.CreateVersion7());

        await training.Refused("score-impossible", () => site.Correct(wrong, 100.01m));
        await training.Refused("score-impossible", () => site.Correct(wrong, 90, -1));
        await training.Refused("score-parts-missing", () => OfTheory(wrong, 90));
        await training.Refused("nothing-to-correct", () => site.Correct(open));
        (await site.Correct(wrong, 91, id: id)).Ok();
        (await site.Correct(wrong, 91, id: id)).Ok();
        await training.Refused("id-taken", () => site.Correct(wrong, 92, id: id));
        Assert.Equal(1, await site.Said("AssessmentCorrected", wrong));

        // Before the practice is graded, the theory is all there is.
        (await site.Theory(open, 41)).Ok();
        await training.Refused("score-parts-missing", () => site.Correct(open, 91));
        Assert.Equal("TheoryTaken", (await OfTheory(open, 91)).Ok()["status"].GetString());
        Assert.Equal("Passed", (await site.Practical(open)).Ok()["status"].GetString());
        Assert.Equal(0, await site.Said("AssessmentCorrected", open));

        Task<Answer> OfTheory(Guid assessment, decimal theory) =>
            site.Second.Post(
                $"/assessments/{assessment}/correction",
                new
                {
                    id = Guid.CreateVersion7(),
                    theory,
                    reason = "the digits were swapped",
                }
            );
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_series_that_no_longer_stands_falls_with_the_training_and_the_resit_ordered_because_of_it()
    {
        var site = training.OpenSite();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        var (first, second) = (await site.Failed(lead), await site.Failed(lead));
        await training.Tells(site.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);

        (await site.Correct(first)).Ok();

        var record = await site.Record(lead);
        Assert.Equal(1, record["failuresInRow"].GetInt32());
        Assert.NotEqual(JsonValueKind.Null, record["failureSeries"][0].GetProperty("voidedAt").ValueKind);
        Assert.Equal("Voided", (await site.Assessment(await ComplaintTests.Resit(site, lead, disciplineCase)))["status"].GetString());
        Assert.Equal("Cancelled", (await site.Trainer.Get($"/sessions/{await site.SessionOf(disciplineCase)}")).Ok()["status"].GetString());
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_correction_to_failed_that_makes_two_in_a_row_tells_them()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<ConsecutiveAssessmentFailed>();
        var lead = await site.Hire(Post.EscortLead);
        var (first, wrong) = (await site.Failed(lead), await site.Assess(lead));

        (await site.Correct(wrong, theory: 41)).Ok();

        Assert.Equal(2, (await site.Record(lead))["failuresInRow"].GetInt32());
        await training.Bus.Hears<ConsecutiveAssessmentFailed>(
            1,
            fact => fact.EmployeeId == lead && fact.AssessmentIds.SequenceEqual([first, wrong]) && fact.Version == 4
        );
    }

    [Fact]
    [Rule("R-034")]
    public async Task Where_the_verdict_stays_the_same_only_the_scores_change_and_nothing_is_said()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var wrong = await site.Failed(lead);
        var version = (await site.Record(lead))["version"].GetInt32();

        (await site.Correct(wrong, theory: 59.99m, practical: 95)).Ok();

        var (assessment, record) = (await site.Assessment(wrong), await site.Record(lead));
        Assert.Equal(("Failed", 59.99m), (assessment["status"].GetString(), assessment["theory"].GetDecimal()));
        Assert.Equal((1, version), (record["failuresInRow"].GetInt32(), record["version"].GetInt32()));
        Assert.Equal(0, await site.Said("AssessmentCorrected", lead));
    }

    [Fact]
    [Rule("R-036")]
    public async Task An_assessment_entered_by_mistake_counts_as_if_it_had_never_been()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<AssessmentVoided>();
        var lead = await site.Hire(Post.EscortLead);
        var (first, ofSomebodyElse, last) = (await site.Failed(lead), await site.Assess(lead), await site.Failed(lead));

        (await site.Void(ofSomebodyElse)).Ok();
        (await site.Void(ofSomebodyElse)).Ok();
        await training.Refused("already-recorded", () => site.Void(ofSomebodyElse, reason: "another reason"));
        await training.Refused("nothing-to-correct", () => site.Correct(ofSomebodyElse, by: training.At(site.Id, TestSite.Everything)));

        var record = await site.Record(lead);
        Assert.Equal(2, record["failuresInRow"].GetInt32());
        Assert.Equal(
            (first, last),
            (record["failureSeries"][0].GetProperty("firstId").GetGuid(), record["failureSeries"][0].GetProperty("secondId").GetGuid())
        );
        await training.Bus.Hears<AssessmentVoided>(
            1,
            fact => fact.AssessmentId == ofSomebodyElse && fact.SourceId == ofSomebodyElse && fact.FailuresInRow == 2
        );
        Assert.Equal(1, await site.Said("AssessmentVoided", ofSomebodyElse));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_resit_is_corrected_like_an_assessment_and_one_voided_by_mistake_is_still_ordered()
    {
        var site = training.OpenSite();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        await site.Failed(lead);
        var second = await site.Failed(lead);
        await training.Tells(site.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);
        await site.Hold(await site.SessionOf(disciplineCase), lead);
        var resit = await ComplaintTests.Resit(site, lead, disciplineCase);
        (await site.Theory(resit, 41)).Ok();
        (await site.Practical(resit)).Ok();
        Assert.Equal(3, (await site.Record(lead))["failuresInRow"].GetInt32());

        (await site.Correct(resit, 91)).Ok();
        Assert.Equal(0, (await site.Record(lead))["failuresInRow"].GetInt32());
        (await site.Correct(resit, 41, by: training.At(site.Id, TestSite.Everything))).Ok();
        Assert.Equal((1, 2), (await site.Said("ResitPassed", resit), await site.Said("ResitFailed", resit)));
        (await site.Void(resit, training.At(site.Id, TestSite.Everything))).Ok();

        Assert.Equal(2, (await site.Record(lead))["failuresInRow"].GetInt32());
        Assert.Equal(
            ["Scheduled", "Voided"],
            await training.Database.Sql<string>(
                $"SELECT state FROM assessment WHERE discipline_case_id = '{disciplineCase}' ORDER BY state"
            )
        );
        Assert.Equal(2, await site.Said("ResitScheduled", lead));
    }

    [Fact]
    [Rule("R-008", "R-029")]
    public async Task A_certificate_that_stood_on_an_exam_no_longer_passed_is_withdrawn_and_another_follows_the_right_score()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<CertificateWithdrawn>();
        var escort = await site.ReadyForExam();
        var exam = await site.Assess(escort, "Onboarding");
        var first = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok()["number"].GetString();

        (await site.Correct(exam, theory: 41)).Ok();

        await training.Bus.Hears<CertificateWithdrawn>(
            1,
            fact => fact.EmployeeId == escort && fact.CertificateNumber == first && fact.ReasonCode == "assessment-corrected"
        );
        Assert.Equal("ReadyForExam", (await site.Trainer.Get($"/onboarding/{escort}")).Ok()["status"].GetString());
        var line = (await site.Trainer.Get($"/certificates?employee={escort}")).Ok()["certificates"][0];
        Assert.Equal(
            (false, "assessment-corrected"),
            (line.GetProperty("valid").GetBoolean(), line.GetProperty("withdrawnBecause").GetString())
        );
        await training.Refused("onboarding-incomplete", () => site.Trainer.Post("/certificates", new { employeeId = escort }));

        (await site.Correct(exam, by: training.At(site.Id, TestSite.Everything))).Ok();
        var second = (await site.Trainer.Post("/certificates", new { employeeId = escort })).Ok()["number"].GetString();
        Assert.Equal(("0001", "0002"), (first![^4..], second![^4..]));
        Assert.Equal((1, 2), (await site.Said("CertificateWithdrawn", escort), await site.Said("OnboardingCompleted", escort)));
    }

    [Fact]
    public async Task Corrections_at_once_follow_each_other_and_the_last_one_counts()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var wrong = await site.Failed(lead);
        var people = Enumerable.Range(0, 6).Select(_ => training.At(site.Id, TestSite.Everything)).ToList();

        foreach (var answer in await Task.WhenAll(people.Select((person, at) => site.Correct(wrong, 70 + at, by: person))))
            answer.Ok();

        var assessment = await site.Assessment(wrong);
        var lines = assessment["corrections"].EnumerateArray().ToList();
        Assert.Equal(6, lines.Count);
        Assert.Equal(assessment["theory"].GetDecimal(), lines[^1].GetProperty("since").GetProperty("theory").GetDecimal());
        Assert.Equal(1, await site.Said("AssessmentCorrected", wrong));
    }
}
