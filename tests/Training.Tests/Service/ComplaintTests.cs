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
        var house = training.OpenHouse();
        await training.Bus.Listen<TrainingSessionCompleted>();
        var escort = await house.Hire();
        var complaint = await house.Blamed(escort);

        var session = (await house.Trainer.Get($"/sessions/{await house.SessionOf(complaint)}")).Ok();
        Assert.Equal(
            ("Special", "communication-etiquette", "Requested", escort),
            (
                session["kind"].GetString(),
                session["topicCode"].GetString(),
                session["status"].GetString(),
                session["audienceIds"][0].GetGuid()
            )
        );
        await training.Refused("session-not-planned", () => house.Complete(session["id"].GetGuid(), 2, escort));
        await house.Hold(session["id"].GetGuid(), escort);

        await training.Bus.Hears<TrainingSessionCompleted>(1, fact => fact.SourceId == complaint && fact.Kind == SessionKind.Special);
    }

    [Fact]
    [Rule("R-098")]
    public async Task A_complaint_with_nobody_responsible_opens_nothing()
    {
        var house = training.OpenHouse();
        var complaint = Guid.CreateVersion7();

        await training.Tells(house.Determined(complaint, null), complaint, TrainingService.DeterminedQueue);

        Assert.Equal(0, await training.Database.Count($"training_session WHERE source_id = '{complaint}'"));
    }

    [Fact]
    public async Task Special_training_is_for_the_person_it_was_opened_for_also_from_another_branch()
    {
        var (house, home) = (training.OpenHouse(), training.OpenHouse());
        var (guest, escort) = (await home.Hire(), await house.Hire());
        var session = await house.SessionOf(await house.Blamed(guest));
        var read = (await house.Trainer.Get($"/sessions/{session}")).Ok();
        (
            await house.Trainer.Put(
                $"/sessions/{session}/time",
                new { from = house.Now.AddHours(-3), to = house.Now.AddHours(-1) },
                read.ETag
            )
        ).Ok();

        await training.Refused("audience-missing", () => house.Complete(session, 2, escort));
        (await house.Complete(session, 2, escort, guest)).Ok();
    }

    [Fact]
    [Rule("R-098", "R-036")]
    public async Task An_overturned_complaint_takes_training_and_failures_back()
    {
        var house = training.OpenHouse();
        await training.Bus.Listen<ConsecutiveAssessmentFailed>();
        var lead = await house.Hire(Post.EscortLead);
        var complaint = await house.Blamed(lead);
        var own = await house.Failed(lead);
        var blamed = await house.Failed(lead, complaint);
        await training.Bus.Hears<ConsecutiveAssessmentFailed>(1, fact => fact.EmployeeId == lead && fact.ComplaintId == complaint);
        var open = await house.Scheduled(lead, complaint: complaint);

        await training.Tells(house.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

        var record = await house.Record(lead);
        Assert.Equal(1, record["failuresInRow"].GetInt32());
        Assert.NotEqual(default, record["failureSeries"][0].GetProperty("voidedAt").GetDateTimeOffset());
        Assert.Equal("Failed Voided Voided", $"{await Status(own)} {await Status(blamed)} {await Status(open)}");
        Assert.Equal("Cancelled", (await house.Trainer.Get($"/sessions/{await house.SessionOf(complaint)}")).Ok()["status"].GetString());
        Assert.Equal((1, 1), (await house.Said("AssessmentVoided", lead), await house.Said("SpecialTrainingCancelled", complaint)));
        await training.Refused("assessment-step-out-of-order", () => house.Theory(open));
        await training.Refused(
            "no-special-training",
            () => house.Trainer.Post("/assessments", house.AssessmentBody(Guid.CreateVersion7(), lead, complaint: complaint))
        );
        // The next failure is the second again, and is told anew.
        await house.Failed(lead);
        Assert.Equal(2, await house.Said("ConsecutiveAssessmentFailed", lead));

        async Task<string?> Status(Guid id) => (await house.Assessment(id))["status"].GetString();
    }

    [Fact]
    [Rule("R-036")]
    public async Task Failures_that_stand_in_a_row_without_the_voided_one_are_told_anew()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var complaint = await house.Blamed(lead);
        var (first, blamed, third) = (await house.Failed(lead), await house.Failed(lead, complaint), await house.Failed(lead));

        await training.Tells(house.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

        var record = await house.Record(lead);
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
        Assert.Equal(2, await house.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-098")]
    public async Task A_session_held_before_the_overturning_stays_held()
    {
        var house = training.OpenHouse();
        var escort = await house.Hire();
        var complaint = await house.Blamed(escort);
        await house.Hold(await house.SessionOf(complaint), escort);

        await training.Tells(house.Overturned(complaint, escort), complaint, TrainingService.OverturnedQueue);

        var session = (await house.Trainer.Get($"/sessions/{await house.SessionOf(complaint)}")).Ok();
        Assert.Equal(("Held", 2m), (session["status"].GetString(), session["hours"].GetDecimal()));
        Assert.Equal(0, await house.Said("SpecialTrainingCancelled", complaint));
    }

    [Fact]
    [Rule("R-036")]
    public async Task An_ordered_resit_follows_its_remedial_training_and_ends_the_series()
    {
        var house = training.OpenHouse();
        await training.Bus.Listen<ResitPassed>();
        var (lead, disciplineCase) = (await house.Hire(Post.EscortLead), Guid.CreateVersion7());
        await house.Failed(lead);
        var second = await house.Failed(lead);
        await training.Tells(house.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);
        var resit = await Resit(house, lead, disciplineCase);

        await training.Refused("remedial-training-first", () => house.Theory(resit));
        await house.Hold(await house.SessionOf(disciplineCase), lead);
        (await house.Theory(resit)).Ok();
        (await house.Practical(resit)).Ok();

        Assert.Equal(0, (await house.Record(lead))["failuresInRow"].GetInt32());
        await training.Bus.Hears<ResitPassed>(
            1,
            fact => fact.ResitId == resit && fact.DisciplineCaseId == disciplineCase && fact.EmployeeId == lead
        );
        Assert.Equal((1, 0), (await house.Said("ResitScheduled", resit), await house.Said("ExamPassed", resit)));
        await house.Failed(lead);
        Assert.Equal(1, await house.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_failed_resit_counts_and_tells_no_second_series()
    {
        var house = training.OpenHouse();
        var (lead, disciplineCase) = (await house.Hire(Post.EscortLead), Guid.CreateVersion7());
        await house.Failed(lead);
        var second = await house.Failed(lead);
        await training.Tells(house.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);
        await house.Hold(await house.SessionOf(disciplineCase), lead);
        var resit = await Resit(house, lead, disciplineCase);

        (await house.Theory(resit, 59)).Ok();
        (await house.Practical(resit)).Ok();

        Assert.Equal(3, (await house.Record(lead))["failuresInRow"].GetInt32());
        Assert.Equal(
            (1, 1, 2),
            (
                await house.Said("ResitFailed", resit),
                await house.Said("ConsecutiveAssessmentFailed", lead),
                await house.Said("ExamFailed", lead)
            )
        );
    }

    [Fact]
    public async Task Training_ordered_without_a_resit_opens_the_session_alone()
    {
        var house = training.OpenHouse();
        var (lead, disciplineCase) = (await house.Hire(Post.EscortLead), Guid.CreateVersion7());

        await training.Tells(house.Ordered(disciplineCase, lead, resit: false), disciplineCase, TrainingService.OrderedQueue);

        Assert.Equal(
            (1, 0),
            (
                await training.Database.Count($"training_session WHERE source_id = '{disciplineCase}'"),
                await training.Database.Count($"assessment WHERE person_id = '{lead}'")
            )
        );
    }

    internal static async Task<Guid> Resit(House house, Guid person, Guid disciplineCase) =>
        (await house.Record(person))["assessments"]
            .EnumerateArray()
            .Single(element =>
                element.GetProperty("disciplineCaseId").ValueKind != System.Text.Json.JsonValueKind.Null
                && element.GetProperty("disciplineCaseId").GetGuid() == disciplineCase
            )
            .GetProperty("id")
            .GetGuid();
}
