using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>Two failures in a row suspend an escort until somebody decides; each end leads where a person would expect .</summary>
[Collection(OnePlatform.Name)]
public sealed class AfterTwoFailuresTests(RunningPlatform platform)
{
    [Fact]
    [Rule("R-036")]
    public async Task Each_decision_after_two_failures_leaves_the_escort_where_a_person_would_expect()
    {
        var company = await platform.Group.OpenBranch("EscortCompany");
        var site = await EscortSite.Staffed(platform.Group, company.Id);
        var hired = await Task.WhenAll(
            new[] { "BranchManager", "Trainer", "Escort", "Escort", "Escort", "Escort", "Escort" }.Select(post =>
                platform.Group.Hire(company.Id, post)
            )
        );
        Suspended people = new(site, hired[0], platform.Group.Hr, new(company, hired[1]));

        await AWarningLetsTheEscortGoAgain(people, hired[2]);
        await ADroppedCaseLetsTheEscortGoAgain(people, hired[3]);
        await APassedResitLetsTheEscortGoAgain(people, hired[4]);
        await AFailedResitAsksForAnotherDecision(people, hired[5]);
        await ADismissedEscortIsGone(people, hired[6]);
    }

    static async Task AWarningLetsTheEscortGoAgain(Suspended people, Member escort)
    {
        await (await people.After2Failures(escort)).Through("Warning");
        await people.Site.Until(escort.Id, "Active");
    }

    static async Task ADroppedCaseLetsTheEscortGoAgain(Suspended people, Member escort)
    {
        var opened = await people.After2Failures(escort);
        (await opened.Hear()).Ok();
        (await opened.Drop()).Ok();
        await people.Site.Until(escort.Id, "Active");
    }

    static async Task APassedResitLetsTheEscortGoAgain(Suspended people, Member escort)
    {
        var decided = await people.After2Failures(escort);
        await decided.Through("RetrainAndResit");
        Assert.Equal("Suspended", (await people.Site.LookAt(escort.Id)).Ok()["status"].GetString());
        await people.Training.Resit(decided.Id, escort.Id);
        await people.Site.Until(escort.Id, "Active");
        await decided.Becomes("Done");
    }

    static async Task AFailedResitAsksForAnotherDecision(Suspended people, Member escort)
    {
        var first = await people.After2Failures(escort);
        await first.Through("RetrainAndResit");
        await people.Training.Resit(first.Id, escort.Id, theory: 41, practical: 62);
        var second = await Eventually.Sees(() => people.Cases(escort), cases => cases.Count == 2);
        Assert.Equal("Suspended", (await people.Site.LookAt(escort.Id)).Ok()["status"].GetString());

        await new DisciplineStory(people.Decider, people.Hr, second.Single(found => found != first.Id)).Through("Warning");
        await people.Site.Until(escort.Id, "Active");
    }

    async Task ADismissedEscortIsGone(Suspended people, Member escort)
    {
        await (await people.After2Failures(escort)).Through("Dismissal");
        (
            await people.Hr.Post(
                $"/api/payroll/employees/{escort.Id}/departure",
                new { reasonCode = "Dismissed", lastDay = DateOnly.FromDateTime(platform.Group.Platform.Now.UtcDateTime.AddHours(8)) },
                (await people.Hr.Get($"/api/payroll/employees/{escort.Id}")).Ok().ETag
            )
        ).Ok();
        Assert.False((await people.Site.LookAt(escort.Id)).Ok()["eligible"].GetBoolean());
    }

    sealed record Suspended(EscortSite Site, Member Decider, Member Hr, TrainingStory Training)
    {
        // Qualified, failed twice, suspended; the case waits for somebody to decide.
        public async Task<DisciplineStory> After2Failures(Member escort)
        {
            await Training.Qualify(escort);
            await Site.Until(escort.Id, "Active");
            await Training.Fail(escort);
            await Training.Fail(escort);
            await Site.Until(escort.Id, "Suspended");
            return await DisciplineStory.Opened(Decider, Hr, escort.Id, "ConsecutiveFailures");
        }

        public async Task<List<Guid>> Cases(Member escort) =>
            [
                .. (await Decider.Get($"/api/payroll/discipline-cases?employeeId={escort.Id}"))
                    .Ok()["cases"]
                    .EnumerateArray()
                    .Select(found => found.GetProperty("id").GetGuid()),
            ];
    }
}
