using System.Text.Json;
using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

[Collection(SharedService.Name)]
public sealed class CorrectedHistoryTests(TrainingService training)
{
    sealed record Step(bool Passes, bool RecordedWrong, bool OfSomebodyElse);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    [Rule("R-036")]
    public async Task A_history_with_mistakes_corrected_in_any_order_ends_as_that_of_a_twin_without_them(int seed)
    {
        Random random = new(seed);
        var site = training.OpenSite();
        var (person, twin) = (await site.Hire(Post.EscortLead), await site.Hire(Post.EscortLead));
        var steps = Enumerable
            .Range(0, random.Next(4, 8))
            .Select(_ => new Step(random.Next(5) < 2, random.Next(5) < 2, random.Next(6) == 0))
            .ToList();

        List<Func<Task>> mends = [];
        foreach (var step in steps)
        {
            var id = await site.Assess(person, theory: step.Passes != step.RecordedWrong ? 90 : 41);
            if (step.OfSomebodyElse)
                mends.Add(() => Void(id));
            else
            {
                await site.Assess(twin, theory: step.Passes ? 90 : 41);
                if (step.RecordedWrong)
                    mends.Add(() => Correct(id, step.Passes));
                else if (random.Next(4) == 0)
                    mends.Add(() => CorrectBothWays(id, step.Passes));
            }
            if (mends.Count > 0 && random.Next(3) == 0)
                await Mend();
        }
        while (mends.Count > 0)
            await Mend();

        var (end, expected) = (await site.Record(person), await site.Record(twin));
        Assert.Equal(expected["failuresInRow"].GetInt32(), end["failuresInRow"].GetInt32());
        Assert.Equal(Rows(expected), Rows(end));
        Assert.Equal(end["failureSeries"].GetArrayLength(), await site.Said("ConsecutiveAssessmentFailed", person));

        async Task Mend()
        {
            var at = random.Next(mends.Count);
            var mend = mends[at];
            mends.RemoveAt(at);
            await mend();
        }

        async Task Void(Guid id) => (await site.Void(id)).Ok();

        async Task Correct(Guid id, bool passes) =>
            (await site.Correct(id, passes ? 90 : 41, by: training.At(site.Id, TestSite.Everything))).Ok();

        async Task CorrectBothWays(Guid id, bool passes)
        {
            await Correct(id, !passes);
            await Correct(id, passes);
        }
    }

    // Each row of failures that is told, as the places of its first and last failure and the number of series that stand for it.
    static string Rows(Answer record)
    {
        var standing = record["failureSeries"]
            .EnumerateArray()
            .Where(series => series.GetProperty("voidedAt").ValueKind == JsonValueKind.Null)
            .Select(series => series.GetProperty("secondId").GetGuid())
            .ToHashSet();
        List<List<Guid>> rows =
        [
            [],
        ];
        foreach (var assessment in record["assessments"].EnumerateArray().Reverse())
        {
            var status = assessment.GetProperty("status").GetString();
            if (status == "Passed")
                rows.Add([]);
            else if (status == "Failed")
                rows[^1].Add(assessment.GetProperty("id").GetGuid());
        }
        return string.Join(' ', rows.Select(row => $"{row.Count}:{row.Count(standing.Contains)}")) + $" of {standing.Count}";
    }
}
