using Clinic.Training.Assessments;

namespace Clinic.Training.Tests.Rules;

public sealed class StreakRules
{
    static readonly DateTimeOffset Start = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

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
    [InlineData("F", "", "", "")]
    [InlineData("FF", "", "", "01")]
    [InlineData("FFF", "", "", "01")]
    [InlineData("FFF", "1", "", "")]
    [InlineData("FFF", "2", "", "")]
    [InlineData("FFPFF", "1", "", "34")]
    [InlineData("FFPFF", "", "", "01 34")]
    [InlineData("FPF", "", "", "")]
    [InlineData("FFF", "1", "1", "12")]
    [InlineData("FFFF", "1", "1", "12")]
    [InlineData("FFFF", "12", "12", "23")]
    [InlineData("FFR", "1", "1", "")]
    [InlineData("FFRF", "1", "1", "")]
    [InlineData("FFRF", "1", "12", "23")]
    [Rule("R-036")]
    public void Two_in_a_row_are_told_once_and_a_failure_after_the_decision_again(
        string verdicts,
        string toldSeconds,
        string decided,
        string pairs
    )
    {
        var said = Said(verdicts);
        var told = toldSeconds.Select(at => said[at - '0'].AssessmentId).ToHashSet();
        var decisions = decided.ToDictionary(at => said[at - '0'].AssessmentId, at => Start.AddDays(at - '0').AddHours(12));

        var toTell = Streak
            .Rows(said)
            .SelectMany(row => Streak.ToTell(row, told, failure => decisions.TryGetValue(failure, out var at) ? at : null));

        Assert.Equal(pairs, string.Join(' ', toTell.Select(pair => $"{At(pair.First)}{At(pair.Second)}")));

        int At(Verdict verdict) => Array.IndexOf(said, verdict);
    }

    [Fact]
    [Rule("R-036")]
    public void A_failure_before_the_decision_was_before_the_eyes_of_whoever_decided()
    {
        var said = Said("FFF");

        var toTell = Streak.ToTell(said, new HashSet<Guid> { said[1].AssessmentId }, _ => Start.AddDays(3));

        Assert.Empty(toTell);
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
                    false,
                    Start,
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
                verdicts.Add(new(Guid.CreateVersion7(), number, passed, false, Start, Guid.Empty, null));
                run = passed ? 0 : run + 1;
                if (run == Streak.Limit)
                    runs++;
                foreach (var pair in Streak.Rows(verdicts).SelectMany(row => Streak.ToTell(row, told, _ => null)))
                    Assert.True(told.Add(pair.Second.AssessmentId));
            }
            Assert.Equal(runs, told.Count);
        }
    }

    static Verdict[] Said(string verdicts) =>
        [
            .. verdicts.Select(
                (verdict, at) =>
                    new Verdict(Guid.CreateVersion7(), at + 1, verdict == 'P', verdict == 'R', Start.AddDays(at), Guid.Empty, null)
            ),
        ];
}
