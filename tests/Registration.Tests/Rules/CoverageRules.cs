using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Tests.Rules;

public sealed class CoverageRules
{
    static readonly DateTimeOffset Opens = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    static readonly Guid First = Guid.CreateVersion7();

    [Fact]
    [Rule("R-281")]
    public void The_ground_floor_without_anybody_lacks_four_posts_for_retention_among_them()
    {
        var gaps = CoverageRule.Gaps([new(null, true)], [], Opens, At(10));

        Assert.Equal(
            [DutyPost.RegistrationTriage, DutyPost.Greeter, DutyPost.WaitingArea, DutyPost.Retention],
            gaps.Select(gap => gap.Post)
        );
        Assert.All(gaps, gap => Assert.Equal((Opens, At(10)), (gap.From, gap.To)));
    }

    [Fact]
    public void Another_floor_needs_anybody_and_somebody_downstairs_does_not_count()
    {
        Assert.Equal(
            DutyPost.FloorGuide,
            Assert.Single(CoverageRule.Gaps([new(First, false)], [new(DutyPost.FloorGuide, null, Opens, At(10))], Opens, At(10))).Post
        );
        Assert.Empty(CoverageRule.Gaps([new(First, false)], [new(DutyPost.Doctor, First, Opens, At(10))], Opens, At(10)));
    }

    [Theory]
    [InlineData("0-10", "")]
    [InlineData("0-4 4-10", "")]
    [InlineData("0-4 5-10", "4-5")]
    [InlineData("2-8", "0-2 8-10")]
    [InlineData("0-9 2-3", "9-10")]
    [InlineData("5-10 0-6", "")]
    [InlineData("11-12", "0-10")]
    [InlineData("10-12", "0-10")]
    public void What_is_left_is_what_nobody_is_there_for(string present, string left) =>
        Assert.Equal(
            left,
            string.Join(
                ' ',
                CoverageRule
                    .Subtract(Spans(present), Opens, At(10))
                    .Select(gap => $"{(gap.From - Opens).TotalHours}-{(gap.To - Opens).TotalHours}")
            )
        );

    static DateTimeOffset At(int hour) => Opens.AddHours(hour);

    static IEnumerable<(DateTimeOffset, DateTimeOffset)> Spans(string text) =>
        text.Split(' ').Select(span => span.Split('-')).Select(ends => (At(int.Parse(ends[0], null)), At(int.Parse(ends[1], null))));
}
