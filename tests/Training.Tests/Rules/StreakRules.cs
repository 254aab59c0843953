using Clinic.Training.Assessments;

namespace Clinic.Training.Tests.Rules;

public sealed class StreakRules
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("F", 1)]
    [InlineData("FF", 2)]
    [InlineData("FPF", 1)]
    [InlineData("FFP", 0)]
    [InlineData("PFFF", 3)]
    [Rule("R-036")]
    public void Failures_count_since_the_last_pass(string verdicts, int inRow) => Assert.Equal(inRow, Streak.Of(Said(verdicts)).Count);

    [Theory]
    [InlineData("F", "", false)]
    [InlineData("FF", "", true)]
    [InlineData("FFF", "0", false)]
    [InlineData("FFPFF", "0", true)]
    [InlineData("FPF", "", false)]
    [Rule("R-036")]
    public void Two_in_a_row_are_told_once_a_series(string verdicts, string told, bool tells)
    {
        var said = Said(verdicts);

        var two = Streak.FailuresToPublish(Streak.Of(said), told.Select(at => said[at - '0'].AssessmentId).ToHashSet());

        Assert.Equal(tells, two is not null);
    }

    [Fact]
    public void Over_random_verdicts_and_voidings_the_count_is_that_of_a_record_without_the_voided_ones()
    {
        Random random = new(20261123);
        for (var round = 0; round < 2_000; round++)
        {
            var all = Enumerable
                .Range(1, random.Next(0, 14))
                .Select(number => new Verdict(
                    Guid.CreateVersion7(),
                    number,
                    random.Next(3) == 0,
                    Guid.Empty,
                    random.Next(3) == 0 ? Guid.Empty : null
                ))
                .ToList();
            var standing = all.Where(verdict => verdict.Passed || verdict.ComplaintId is null).ToList();

            // The same count as a person makes who walks the file from the beginning.
            var walked = 0;
            foreach (var verdict in standing)
                walked = verdict.Passed ? 0 : walked + 1;
            var shuffled = standing.ToArray();
            random.Shuffle(shuffled);

            var streak = Streak.Of(shuffled);
            Assert.Equal(walked, streak.Count);
            Assert.Equal(streak.OrderBy(verdict => verdict.Number), streak);
            Assert.True(Streak.Of(all.Where(verdict => verdict.ComplaintId is null)).Count <= all.Count);
        }
    }

    [Fact]
    public void Over_random_series_nothing_is_told_twice_and_no_second_failure_in_a_row_is_missed()
    {
        Random random = new(36);
        for (var round = 0; round < 500; round++)
        {
            HashSet<Guid> told = [];
            List<Verdict> verdicts = [];
            var (runs, run) = (0, 0);
            for (var number = 1; number <= 30; number++)
            {
                var passed = random.Next(2) == 0;
                verdicts.Add(new(Guid.CreateVersion7(), number, passed, Guid.Empty, null));
                run = passed ? 0 : run + 1;
                if (run == Streak.Limit)
                    runs++;
                if (Streak.FailuresToPublish(Streak.Of(verdicts), told) is { } two)
                    Assert.True(told.Add(two.First.AssessmentId));
            }
            Assert.Equal(runs, told.Count);
        }
    }

    static Verdict[] Said(string verdicts) =>
        [.. verdicts.Select((verdict, at) => new Verdict(Guid.CreateVersion7(), at + 1, verdict == 'P', Guid.Empty, null))];
}
