using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

[Collection(OnePlatform.Name)]
public sealed class OneTrueStoryTests(RunningPlatform platform)
{
    [Fact]
    [Rule("R-008", "R-036", "R-041")]
    public async Task From_the_front_door_to_the_payslip_and_back_when_it_was_wrong()
    {
        OneTrueStory story = new(platform.Group);
        await story.Hire();
        await story.Train();
        await story.Agree();
        await TheUntrainedIsRefusedWithTheReason(story);
        await story.Serve();
        await WithoutAnyoneAsking(story);
        await story.Complain();
        await TheLinkWorksOnce(story);
        Assert.True((await story.Clinic.Receptionist.Get($"/api/registration/clients/{story.Client}")).Ok()["openComplaint"].GetBoolean());
        await story.Resolve();
        await Eventually.Is(async () =>
            !(await story.Clinic.Receptionist.Get($"/api/registration/clients/{story.Client}")).Ok()["openComplaint"].GetBoolean()
        );
        await story.FailTwiceAndReturn();
        await story.PayTheMonth();
        var paid = await TheLockedPayslipNamesItsSources(story);
        await TheTrailLeadsFromThePayslipToVisitExamAndComplaint(story, paid);
        await story.Overturn();
        await EveryEffectIsTakenBack(story, paid);
        await BareIds.AreNowhere(story);
        await StoredTexts.AreAsRecorded(platform.Stack, story.Clinic.Id, story.Company.Id);
        await WhatWasWrittenIsReadHereOnly(story);
    }

    async Task WhatWasWrittenIsReadHereOnly(OneTrueStory story)
    {
        var file = await story.TestSite.Lead.Get($"/api/escort/engagements/{story.Engagement.Id}/file");
        Assert.Contains("walks with a stick", file.Ok().Text, StringComparison.Ordinal);
        Assert.Contains("late and was impatient", (await story.Complaint.Look()).Ok().Text, StringComparison.Ordinal);
        await Canaries.StandNowhere(platform.Stack, platform.Traces, Canaries.OfTheTrueStory);
    }

    static async Task TheUntrainedIsRefusedWithTheReason(OneTrueStory story)
    {
        var other = story.TestSite.Calls(story.Client, null, story.Engagement.StartsAt.AddDays(3));
        foreach (var (_, act) in other.Opening)
            (await act()).Ok();
        var refused = await other.Assign(story.Untrained);
        Assert.True(refused.Refused("escort-not-eligible"));
        Assert.Contains("certificate.missing", refused["reasons"].EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal("AgreementSigned", (await other.Look()).Ok()["status"].GetString());
        (await other.Cancel()).Ok();
    }

    static async Task WithoutAnyoneAsking(OneTrueStory story)
    {
        await new SurveyStory(story.Clinic.Group.Platform, story.TestSite.Agent, story.Company.Id, story.Engagement.Id).Appears();
        await story.Performance.Has(story.Escort.Id, "Engagement", lines: 1);
        await Eventually.Is(async () =>
            (await story.Engagement.LookAsEscort()).Ok().Text.Contains("\"Consultation\"", StringComparison.Ordinal)
        );
    }

    static async Task TheLinkWorksOnce(OneTrueStory story)
    {
        Assert.False((await story.Survey.Respond(5, new Dictionary<Guid, int> { [story.Escort.Id] = 5 })).Accepted);
        await story.Performance.Has(story.Escort.Id, "Rating", lines: 1);
        Assert.Single(await story.Complaint.Ladder());
    }

    static async Task<Answer> TheLockedPayslipNamesItsSources(OneTrueStory story)
    {
        var slip = (await PayStory.Mine(story.Escort)).Ok();
        var paid = (await story.Pay.PayslipOf(story.Run, story.Escort.Id)).Ok();
        Assert.Contains(paid["id"].GetString()!, slip.Text, StringComparison.Ordinal);

        Assert.Equal(paid["net"].GetProperty("amount").GetDecimal(), Lines(paid).Sum(Amount));
        Assert.Equal(-OneTrueStory.Deduction, PayStory.LinesOf(paid, "Deduction").Sum(Amount));
        Assert.Equal(100.00m, PayStory.LinesOf(paid, "Commission").Sum(Amount));
        var performance = Assert.Single(PayStory.LinesOf(paid, "Performance"));
        var sources = performance
            .GetProperty("sources")
            .EnumerateArray()
            .Select(source => (source.GetProperty("kind").GetString(), source.GetProperty("id").GetGuid()))
            .ToList();
        Assert.Contains(("Engagement", story.Engagement.Id), sources);
        Assert.Contains(("Complaint", story.Complaint.Id), sources);
        Assert.DoesNotContain(("Engagement", story.Next.Id), sources);
        return paid;
    }

    // Only with ids that answers held: the payslip names the case, the case's trail holds the rest.
    static async Task TheTrailLeadsFromThePayslipToVisitExamAndComplaint(OneTrueStory story, Answer paid)
    {
        var (_, caseId) = PayStory.SourceOf(paid, "Complaint")!.Value;
        var company = await Steps(story.Manager, caseId);
        var complaint = company.Single(step => Text(step, "type") == "ComplaintFiled");
        Assert.Contains(story.Complaint.Id, Subjects(complaint));
        Assert.Equal(2, company.Count(step => Text(step, "type") == "ExamFailed" && Subjects(step).Any(story.Failed.Contains)));
        Assert.Contains(company, step => Text(step, "type") == "escort-suspend-escort-when-consecutive-assessment-failed");
        Assert.Contains(company, step => Text(step, "type") == "training-open-special-training-when-complaint-responsibility-determined");

        var clinic = await Steps(story.Clinic.Manager, caseId);
        Assert.Contains(clinic, step => Text(step, "type") == "VisitCompleted" && Subjects(step).Contains(story.Visit.Id));
        Assert.DoesNotContain(clinic, step => Text(step, "type") == "ComplaintFiled");
    }

    static async Task EveryEffectIsTakenBack(OneTrueStory story, Answer paid)
    {
        var next = (await story.Pay.PayslipOf(story.NextRun, story.Escort.Id)).Ok();
        var deltas = PayStory.LinesOf(next, "Delta");
        Assert.All(deltas, line => Assert.Equal(story.Month, Text(line, "forMonth")));
        Assert.Equal(OneTrueStory.Deduction, deltas.Where(line => Text(line, "of") == "Deduction").Sum(Amount));
        Assert.True(deltas.Where(line => Text(line, "of") == "Performance").Sum(Amount) > 0);
        Assert.Equal(paid.Text, (await story.Pay.PayslipOf(story.Run, story.Escort.Id)).Ok().Text);

        await story.FailureCase.Becomes("Dropped");
        await Eventually.Is(async () => (await story.Training.Record(story.Escort.Id)).Ok()["failuresInRow"].GetInt32() == 0);
        Assert.True((await story.TestSite.LookAt(story.Escort.Id)).Ok()["eligible"].GetBoolean());
    }

    static async Task<List<JsonElement>> Steps(Member reader, Guid caseId) =>
        [.. (await reader.Get($"/trail/{caseId}")).Ok()["steps"].EnumerateArray()];

    static IEnumerable<Guid> Subjects(JsonElement step) =>
        step.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetGuid());

    static JsonElement.ArrayEnumerator Lines(Answer payslip) => payslip["lines"].EnumerateArray();

    static decimal Amount(JsonElement line) => line.GetProperty("amount").GetProperty("amount").GetDecimal();

    static string? Text(JsonElement one, string member) => one.GetProperty(member).GetString();
}
