using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class OrderOfFactsTests(TrainingService training)
{
    [Fact]
    [Rule("R-098")]
    public async Task Every_order_of_a_finding_its_overturning_a_new_finding_and_their_repeats_ends_the_same()
    {
        var site = training.OpenSite();
        var (first, second) = (await site.Hire(), await site.Hire());

        List<string> ends = [];
        foreach (var some in EveryOrder.Of(0, 1, 2, 3).Chunk(8))
            ends.AddRange(await Task.WhenAll(some.Select(End)));

        Assert.Equal($"{second} Requested", Assert.Single(ends.Distinct()));

        async Task<string> End(int[] order)
        {
            var complaint = Guid.CreateVersion7();
            foreach (var step in order)
            {
                await (
                    step switch
                    {
                        0 => training.Tells(site.Determined(complaint, first), complaint, TrainingService.DeterminedQueue),
                        1 or 2 => training.Tells(site.Overturned(complaint, first), complaint, TrainingService.OverturnedQueue),
                        _ => training.Tells(site.Determined(complaint, second, version: 4), complaint, TrainingService.DeterminedQueue),
                    }
                );
            }
            return await Standing(complaint);
        }
    }

    [Fact]
    [Rule("R-098")]
    public async Task A_finding_and_its_overturning_in_either_order_or_at_once_leave_no_training()
    {
        var site = training.OpenSite();

        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async round =>
                {
                    var (complaint, person) = (Guid.CreateVersion7(), await site.Hire());
                    Func<Task>[] facts =
                    [
                        () => training.Tells(site.Determined(complaint, person), complaint, TrainingService.DeterminedQueue),
                        () => training.Tells(site.Overturned(complaint, person), complaint, TrainingService.OverturnedQueue),
                    ];
                    if (round % 3 == 2)
                        await Task.WhenAll(facts.Select(fact => fact()));
                    else
                        foreach (var fact in round % 3 == 0 ? facts : facts.Reverse())
                            await fact();
                    return await Standing(complaint);
                })
        );

        Assert.All(ends, end => Assert.Equal("", end));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-036")]
    public async Task A_resit_ordered_because_of_an_overturned_complaint_is_not_held_whichever_was_heard_first(bool overturnedFirst)
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var (complaint, disciplineCase) = (await site.FindResponsible(lead), Guid.CreateVersion7());
        await site.Failed(lead, complaint);
        await site.Failed(lead, complaint);
        Func<Task>[] facts =
        [
            () => training.Tells(site.Ordered(disciplineCase, lead), complaint, TrainingService.OrderedQueue),
            () => training.Tells(site.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue),
        ];

        foreach (var fact in overturnedFirst ? facts.Reverse() : facts)
            await fact();

        Assert.Equal(
            ["Voided", "Voided", "Voided"],
            await training.Database.Sql<string>($"SELECT state FROM assessment WHERE person_id = '{lead}'")
        );
        Assert.Equal(
            ["Cancelled"],
            await training.Database.Sql<string>($"SELECT state FROM training_session WHERE source_id = '{disciplineCase}'")
        );
        Assert.Equal(0, (await site.Record(lead))["failuresInRow"].GetInt32());
        Assert.Equal(0, await training.Database.Count($"failure_series WHERE person_id = '{lead}' AND voided_at IS NULL"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule("R-036", "R-098")]
    public async Task A_new_finding_on_the_same_person_is_trained_anew_also_when_heard_before_the_overturning(bool overturnedFirst)
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var complaint = await site.FindResponsible(lead);
        await site.Hold(await site.SessionOf(complaint), lead);
        await site.Failed(lead, complaint);
        Func<Task>[] facts =
        [
            () => training.Tells(site.Determined(complaint, lead, version: 4), complaint, TrainingService.DeterminedQueue),
            () => training.Tells(site.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue),
        ];

        foreach (var fact in overturnedFirst ? facts.Reverse() : facts)
            await fact();

        Assert.Equal($"{lead} Requested", await Standing(complaint));
        Assert.Equal((0, 1L), ((await site.Record(lead))["failuresInRow"].GetInt32(), await site.Said("AssessmentVoided", lead)));
        await site.Failed(lead, complaint);
        Assert.Equal(1, (await site.Record(lead))["failuresInRow"].GetInt32());
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_resit_failed_because_of_an_overturned_complaint_no_longer_counts()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var (complaint, disciplineCase) = (await site.FindResponsible(lead), Guid.CreateVersion7());
        await site.Failed(lead, complaint);
        await site.Failed(lead, complaint);
        await training.Tells(site.Ordered(disciplineCase, lead), complaint, TrainingService.OrderedQueue);
        await site.Hold(await site.SessionOf(disciplineCase), lead);
        var resit = await ComplaintTests.Resit(site, lead, disciplineCase);
        (await site.Theory(resit, 10)).Ok();
        (await site.Practical(resit)).Ok();

        await training.Tells(site.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

        Assert.Equal(
            (0, "Voided"),
            ((await site.Record(lead))["failuresInRow"].GetInt32(), (await site.Assessment(resit))["status"].GetString())
        );
        Assert.Equal(3, await site.Said("AssessmentVoided", lead));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hiring_and_a_training_order_end_the_same_whichever_was_heard_first(bool orderedFirst)
    {
        var site = training.OpenSite();
        var (escort, disciplineCase) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var ordered = Guid.Empty;
        Func<Task>[] facts =
        [
            () => site.Hire(Post.Escort, escort),
            async () => ordered = await training.Heard(site.Ordered(disciplineCase, escort), disciplineCase),
        ];

        foreach (var fact in orderedFirst ? facts.Reverse() : facts)
            await fact();
        await training.Applied(ordered, TrainingService.OrderedQueue);

        Assert.Equal(
            ["Escort Resit Escort Requested escort"],
            await training.Database.Sql<string>(
                $"""
                SELECT concat_ws(' ', file.post, resit.kind, resit.category, session.state, plan.path_code) FROM training_file AS file
                JOIN assessment AS resit ON resit.person_id = file.person_id
                  JOIN training_session AS session ON session.id = resit.remedial_session_id
                JOIN onboarding_plan AS plan ON plan.person_id = file.person_id WHERE file.person_id = '{escort}'
                """
            )
        );
    }

    async Task<string> Standing(Guid complaint) =>
        string.Join(
            '|',
            await training.Database.Sql<string>(
                $"SELECT concat_ws(' ', audience[1], state) FROM training_session WHERE source_id = '{complaint}' "
                    + "AND source_taken_back_at IS NULL"
            )
        );
}
