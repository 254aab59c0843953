using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>What follows two failures in a row can end, and what fails after it is seen.</summary>
[Collection(SharedService.Name)]
public sealed class DecidedCaseTests(TrainingService training)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-036")]
    public async Task A_failure_after_a_decided_case_is_told_with_the_one_before_it_whichever_was_heard_first(bool decisionFirst)
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        await site.Failed(lead);
        var second = await site.Failed(lead);
        await site.Failed(lead);
        Assert.Equal(1, await site.Said("ConsecutiveAssessmentFailed", lead));
        PenaltyImposed warning = new(Guid.CreateVersion7(), lead, site.Id, "Warning", site.Now, "ConsecutiveFailures", second);
        Task Decide() => training.Tells(warning, second, TrainingService.PenaltyQueue);

        if (decisionFirst)
            await Decide();
        var fourth = await site.Failed(lead);
        if (!decisionFirst)
            await Decide();

        Assert.Equal(2, await site.Said("ConsecutiveAssessmentFailed", lead));
        Assert.Equal(fourth, (await site.Record(lead))["failureSeries"][0].GetProperty("secondId").GetGuid());
        await site.Failed(lead);
        Assert.Equal(2, await site.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_fact_that_names_no_source_is_known_by_the_case_it_came_under()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        await site.Failed(lead);
        var second = await site.Failed(lead);

        await training.Tells(
            new DisciplineCaseDropped(Guid.CreateVersion7(), lead, site.Id, "no-fault", site.Now),
            second,
            TrainingService.DroppedQueue
        );
        await site.Failed(lead);

        Assert.Equal(2, await site.Said("ConsecutiveAssessmentFailed", lead));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-036")]
    public async Task Training_and_resit_of_a_dropped_case_are_not_held_whichever_was_heard_first(bool droppedFirst)
    {
        var site = training.OpenSite();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        DisciplineCaseDropped dropped = new(disciplineCase, lead, site.Id, "overturned", site.Now);
        Func<Task>[] facts =
        [
            () => training.Tells(site.Ordered(disciplineCase, lead), disciplineCase, TrainingService.OrderedQueue),
            () => training.Tells(dropped, disciplineCase, TrainingService.DroppedQueue),
        ];

        foreach (var fact in droppedFirst ? facts.Reverse() : facts)
            await fact();

        Assert.Equal(
            ["Cancelled Voided"],
            await training.Database.Sql<string>(
                $"""
                SELECT concat_ws(' ', session.state, resit.state) FROM training_session AS session
                JOIN assessment AS resit ON resit.remedial_session_id = session.id WHERE session.source_id = '{disciplineCase}'
                """
            )
        );
    }

    [Fact]
    [Rule("R-036")]
    public async Task What_was_held_of_a_dropped_case_stays()
    {
        var site = training.OpenSite();
        var (lead, disciplineCase) = (await site.Hire(Post.EscortLead), Guid.CreateVersion7());
        await training.Tells(site.Ordered(disciplineCase, lead), disciplineCase, TrainingService.OrderedQueue);
        await site.Hold(await site.SessionOf(disciplineCase), lead);
        var resit = await ComplaintTests.Resit(site, lead, disciplineCase);
        (await site.Theory(resit)).Ok();
        (await site.Practical(resit)).Ok();

        await training.Tells(
            new DisciplineCaseDropped(disciplineCase, lead, site.Id, "overturned", site.Now),
            disciplineCase,
            TrainingService.DroppedQueue
        );

        Assert.Equal("Passed", (await site.Assessment(resit))["status"].GetString());
        Assert.Equal("Held", (await site.Trainer.Get($"/sessions/{await site.SessionOf(disciplineCase)}")).Ok()["status"].GetString());
    }

    [Fact]
    [Rule("R-036")]
    public async Task After_a_failed_resit_a_new_order_opens_a_new_one_which_ends_the_series()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        await site.Failed(lead);
        var second = await site.Failed(lead);
        foreach (var score in new[] { 41, 90 })
        {
            var disciplineCase = Guid.CreateVersion7();
            await training.Tells(site.Ordered(disciplineCase, lead), second, TrainingService.OrderedQueue);
            await site.Hold(await site.SessionOf(disciplineCase), lead, daysAgo: score == 90 ? 1 : 2);
            var resit = await ComplaintTests.Resit(site, lead, disciplineCase);
            (await site.Theory(resit, score)).Ok();
            (await site.Practical(resit)).Ok();
        }

        Assert.Equal(0, (await site.Record(lead))["failuresInRow"].GetInt32());
        Assert.Equal(
            (1, 1, 1),
            (
                await site.Said("ResitFailed", lead),
                await site.Said("ResitPassed", lead),
                await site.Said("ConsecutiveAssessmentFailed", lead)
            )
        );
    }
}
