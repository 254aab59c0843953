using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class ComplaintTests(TrainingService training)
{
    [Fact]
    [Rule("R-098")]
    public async Task An_upheld_complaint_opens_one_special_training_on_its_cause_for_the_person_responsible()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<TrainingSessionCompleted>();
        var escort = await site.Hire();
        var complaint = await site.FindResponsible(escort);

        var session = (await site.Trainer.Get($"/sessions/{await site.SessionOf(complaint)}")).Ok();
        Assert.Equal(
            ("Special", "communication-etiquette", "Requested", escort),
            (
                session["kind"].GetString(),
                session["topicCode"].GetString(),
                session["status"].GetString(),
                session["audienceIds"][0].GetGuid()
            )
        );
        await training.Refused("session-not-planned", () => site.Complete(session["id"].GetGuid(), 2, escort));
        await site.Hold(session["id"].GetGuid(), escort);

        await training.Bus.Hears<TrainingSessionCompleted>(1, fact => fact.SourceId == complaint && fact.Kind == SessionKind.Special);
    }

    [Fact]
    [Rule("R-098")]
    public async Task A_complaint_with_nobody_responsible_opens_nothing()
    {
        var site = training.OpenSite();
        var complaint = Guid.CreateVersion7();

        await training.Tells(site.Determined(complaint, null), complaint, TrainingService.DeterminedQueue);

        Assert.Equal(0, await training.Database.Count($"training_session WHERE source_id = '{complaint}'"));
    }

    [Fact]
    public async Task Special_training_is_for_the_person_it_was_opened_for_also_from_another_branch()
    {
        var (site, home) = (training.OpenSite(), training.OpenSite());
        var (guest, escort) = (await home.Hire(), await site.Hire());
        var session = await site.SessionOf(await site.FindResponsible(guest));
        var read = (await site.Trainer.Get($"/sessions/{session}")).Ok();
        (
            await site.Trainer.Put($"/sessions/{session}/time", new { from = site.Now.AddHours(-3), to = site.Now.AddHours(-1) }, read.ETag)
        ).Ok();

        await training.Refused("audience-missing", () => site.Complete(session, 2, escort));
        (await site.Complete(session, 2, escort, guest)).Ok();
    }

    [Fact]
    [Rule("R-098", "R-036")]
    public async Task An_overturned_complaint_takes_training_and_failures_back()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<ConsecutiveAssessmentFailed>();
        var lead = await site.Hire(Post.EscortLead);
        var complaint = await site.FindResponsible(lead);
        var own = await site.Failed(lead);
        var blamed = await site.Failed(lead, complaint);
        await training.Bus.Hears<ConsecutiveAssessmentFailed>(1, fact => fact.EmployeeId == lead && fact.ComplaintId == complaint);
        var open = await site.Schedule(lead, complaint: complaint);

        await training.Tells(site.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

        var record = await site.Record(lead);
        Assert.Equal(1, record["failuresInRow"].GetInt32());
        Assert.NotEqual(default, record["failureSeries"][0].GetProperty("voidedAt").GetDateTimeOffset());
        Assert.Equal("Failed Voided Voided", $"{await Status(own)} {await Status(blamed)} {await Status(open)}");
        Assert.Equal("Cancelled", (await site.Trainer.Get($"/sessions/{await site.SessionOf(complaint)}")).Ok()["status"].GetString());
        Assert.Equal((1, 1), (await site.Said("AssessmentVoided", lead), await site.Said("SpecialTrainingCancelled", complaint)));
        await training.Refused("assessment-step-out-of-order", () => site.Theory(open));
        await training.Refused(
            "no-special-training",
            () => site.Trainer.Post("/assessments", site.AssessmentBody(Guid.CreateVersion7(), lead, complaint: complaint))
        );
        // The next failure is the second again, and is told anew.
        await site.Failed(lead);
        Assert.Equal(2, await site.Said("ConsecutiveAssessmentFailed", lead));

        async Task<string?> Status(Guid id) => (await site.Assessment(id))["status"].GetString();
    }

    [Fact]
    [Rule("R-036")]
    public async Task Failures_that_stand_in_a_row_without_the_voided_one_are_told_anew()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var complaint = await site.FindResponsible(lead);
        var (first, blamed, third) = (await site.Failed(lead), await site.Failed(lead, complaint), await site.Failed(lead));

        await training.Tells(site.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

        var record = await site.Record(lead);
        var series = record["failureSeries"]
            .EnumerateArray()
            .Select(element =>
                (
                    element.GetProperty("firstId").GetGuid(),
                    element.GetProperty("secondId").GetGuid(),
                    element.GetProperty("voidedAt").ValueKind == System.Text.Json.JsonValueKind.Null
                )
            )
            .ToList();
        Assert.Equal(2, record["failuresInRow"].GetInt32());
        Assert.Equal([(first, third, true), (first, blamed, false)], series);
        Assert.Equal(2, await site.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-098")]
    public async Task A_session_held_before_the_overturning_stays_held()
    {
        var site = training.OpenSite();
        var escort = await site.Hire();
        var complaint = await site.FindResponsible(escort);
        await site.Hold(await site.SessionOf(complaint), escort);

        await training.Tells(site.Overturned(complaint, escort), complaint, TrainingService.OverturnedQueue);

        var session = (await site.Trainer.Get($"/sessions/{await site.SessionOf(complaint)}")).Ok();
        Assert.Equal(("Held", 2m), (session["status"].GetString(), session["hours"].GetDecimal()));
        Assert.Equal(0, await site.Said("SpecialTrainingCancelled", complaint));
    }

    [Fact]
    [Rule("R-098", "R-121")]
    public async Task The_same_person_found_responsible_again_after_an_overturning_is_trained_again()
    {
        var site = training.OpenSite();
        var escort = await site.Hire();
        var complaint = await site.FindResponsible(escort);
        await site.Hold(await site.SessionOf(complaint), escort);
        await training.Tells(site.Overturned(complaint, escort), complaint, TrainingService.OverturnedQueue);

        await training.Tells(site.Determined(complaint, escort, version: 4), complaint, TrainingService.DeterminedQueue);

        Assert.Equal(
            ["Held", "Requested"],
            await training.Database.Sql<string>($"SELECT state FROM training_session WHERE source_id = '{complaint}' ORDER BY id")
        );
        Assert.Equal(0, await training.Database.Count("parked"));
    }

    [Theory]
    [InlineData("ServiceAttitude", "communication-etiquette")]
    [InlineData("Communication", "communication-etiquette")]
    [InlineData("WaitingTime", "hospital-procedure")]
    [InlineData("Skill", "basic-medicine")]
    [InlineData("Facility", "complaint-handling")]
    [Rule("R-121")]
    public async Task Each_cause_of_a_complaint_asks_for_the_training_that_prevents_it(string cause, string topic)
    {
        var site = training.OpenSite();
        var (escort, complaint) = (await site.Hire(), Guid.CreateVersion7());

        await training.Tells(site.Determined(complaint, escort) with { CauseCode = cause }, complaint, TrainingService.DeterminedQueue);

        Assert.Equal(topic, (await site.Trainer.Get($"/sessions/{await site.SessionOf(complaint)}")).Ok()["topicCode"].GetString());
    }

    [Fact]
    [Rule("R-036")]
    public async Task An_ordered_resit_follows_its_remedial_training_and_ends_the_series()
    {
        var site = training.OpenSite();
        await training.Bus.Listen<ResitPassed>();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        await site.Failed(lead);
        var second = await site.Failed(lead);
        await training.Tells(site.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);
        var resit = await Resit(site, lead, disciplineCase);

        await training.Refused("remedial-training-first", () => site.Theory(resit));
        await site.Hold(await site.SessionOf(disciplineCase), lead);
        (await site.Theory(resit)).Ok();
        (await site.Practical(resit)).Ok();

        Assert.Equal(0, (await site.Record(lead))["failuresInRow"].GetInt32());
        await training.Bus.Hears<ResitPassed>(
            1,
            fact => fact.ResitId == resit && fact.DisciplineCaseId == disciplineCase && fact.EmployeeId == lead
        );
        Assert.Equal((1, 0), (await site.Said("ResitScheduled", resit), await site.Said("ExamPassed", resit)));
        await site.Failed(lead);
        Assert.Equal(1, await site.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_failed_resit_counts_and_tells_no_second_series()
    {
        var site = training.OpenSite();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        await site.Failed(lead);
        var second = await site.Failed(lead);
        await training.Tells(site.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);
        await site.Hold(await site.SessionOf(disciplineCase), lead);
        var resit = await Resit(site, lead, disciplineCase);

        (await site.Theory(resit, 59)).Ok();
        (await site.Practical(resit)).Ok();

        Assert.Equal(3, (await site.Record(lead))["failuresInRow"].GetInt32());
        Assert.Equal(
            (1, 1, 2),
            (
                await site.Said("ResitFailed", resit),
                await site.Said("ConsecutiveAssessmentFailed", lead),
                await site.Said("ExamFailed", lead)
            )
        );
    }

    [Fact]
    public async Task Training_ordered_without_a_resit_opens_the_session_alone()
    {
        var site = training.OpenSite();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());

        await training.Tells(site.Ordered(disciplineCase, lead, resit: false), disciplineCase, TrainingService.OrderedQueue);

        Assert.Equal(
            (1, 0),
            (
                await training.Database.Count($"training_session WHERE source_id = '{disciplineCase}'"),
                await training.Database.Count($"assessment WHERE person_id = '{lead}'")
            )
        );
    }

    internal static async Task<Guid> Resit(TestSite site, Guid person, Guid disciplineCase) =>
        (await site.Record(person))["assessments"]
            .EnumerateArray()
            .Single(element =>
                element.GetProperty("disciplineCaseId").ValueKind != System.Text.Json.JsonValueKind.Null
                && element.GetProperty("disciplineCaseId").GetGuid() == disciplineCase
            )
            .GetProperty("id")
            .GetGuid();
}
