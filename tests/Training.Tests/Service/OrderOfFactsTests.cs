using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class OrderOfFactsTests(TrainingService training)
{
    [Fact]
    [Rule("R-098")]
    public async Task Every_order_of_a_finding_its_overturning_a_new_finding_and_their_repeats_ends_the_same()
    {
        var house = training.OpenHouse();
        var (first, second) = (await house.Hire(), await house.Hire());

        List<string> ends = [];
        foreach (var some in Orders([0, 1, 2, 3]).Chunk(8))
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
                        0 => training.Tells(house.Determined(complaint, first), complaint, TrainingService.DeterminedQueue),
                        1 or 2 => training.Tells(house.Overturned(complaint, first), complaint, TrainingService.OverturnedQueue),
                        _ => training.Tells(house.Determined(complaint, second, version: 4), complaint, TrainingService.DeterminedQueue),
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
        var house = training.OpenHouse();

        var ends = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async round =>
                {
                    var (complaint, person) = (Guid.CreateVersion7(), await house.Hire());
                    Func<Task>[] facts =
                    [
                        () => training.Tells(house.Determined(complaint, person), complaint, TrainingService.DeterminedQueue),
                        () => training.Tells(house.Overturned(complaint, person), complaint, TrainingService.OverturnedQueue),
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
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var (complaint, disciplineCase) = (await house.Blamed(lead), Guid.CreateVersion7());
        await house.Failed(lead, complaint);
        await house.Failed(lead, complaint);
        Func<Task>[] facts =
        [
            () => training.Tells(house.Ordered(disciplineCase, lead), complaint, TrainingService.OrderedQueue),
            () => training.Tells(house.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue),
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
        Assert.Equal(0, (await house.Record(lead))["failuresInRow"].GetInt32());
        Assert.Equal(0, await training.Database.Count($"failure_series WHERE person_id = '{lead}' AND voided_at IS NULL"));
    }

    [Fact]
    [Rule("R-036")]
    public async Task A_resit_failed_because_of_an_overturned_complaint_no_longer_counts()
    {
        var house = training.OpenHouse();
        var lead = await house.Hire(Post.EscortLead);
        var (complaint, disciplineCase) = (await house.Blamed(lead), Guid.CreateVersion7());
        await house.Failed(lead, complaint);
        await house.Failed(lead, complaint);
        await training.Tells(house.Ordered(disciplineCase, lead), complaint, TrainingService.OrderedQueue);
        await house.Hold(await house.SessionOf(disciplineCase), lead);
        var resit = await ComplaintTests.Resit(house, lead, disciplineCase);
        (await house.Theory(resit, 10)).Ok();
        (await house.Practical(resit)).Ok();

        await training.Tells(house.Overturned(complaint, lead), complaint, TrainingService.OverturnedQueue);

        Assert.Equal(
            (0, "Voided"),
            ((await house.Record(lead))["failuresInRow"].GetInt32(), (await house.Assessment(resit))["status"].GetString())
        );
        Assert.Equal(3, await house.Said("AssessmentVoided", lead));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hiring_and_a_training_order_end_the_same_whichever_was_heard_first(bool orderedFirst)
    {
        var house = training.OpenHouse();
        var (escort, disciplineCase) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var ordered = Guid.Empty;
        Func<Task>[] facts =
        [
            () => house.Hire(Post.Escort, escort),
            async () => ordered = await training.Heard(house.Ordered(disciplineCase, escort), disciplineCase),
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

    static IEnumerable<int[]> Orders(int[] of) =>
        of.Length <= 1
            ? [of]
            : of.SelectMany(first => Orders([.. of.Where(number => number != first)]).Select(rest => (int[])[first, .. rest]));
}
