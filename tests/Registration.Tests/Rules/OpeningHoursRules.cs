using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Tests.Rules;

public sealed class OpeningHoursRules
{
    static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    // 2026-03-27 is a Friday; in the night to Sunday the clock goes from one to two, in October on the 25th back from two to one.
    static readonly DateOnly Friday = new(2026, 3, 27);

    [Fact]
    public void A_closed_day_ends_neither_the_evening_before_nor_the_morning_after()
    {
        var hours = Of(Nights(), closed: [Friday.AddDays(1)]);

        Assert.Equal([new(At(27, 22), At(28, 6))], hours.Between(At(27, 12), At(29, 12)));
        Assert.True(hours.IsOpenAt(At(28, 5, 59)));
        Assert.False(hours.IsOpenAt(At(28, 6)));
        Assert.Equal(At(29, 22).AddHours(-1), hours.NextOpen(At(28, 6)));
    }

    [Fact]
    public void A_night_is_an_hour_shorter_or_longer_when_the_clock_jumps_in_it()
    {
        var hours = Of(Nights());

        Assert.Equal((7 * 60, 8 * 60), (Minutes(new(2026, 3, 28)), Minutes(new(2026, 3, 27))));
        Assert.Equal(9 * 60, Minutes(new(2026, 10, 24)));

        int Minutes(DateOnly day) => (int)hours.Of(day).Sum(span => (span.To - span.From).TotalMinutes);
    }

    [Fact]
    public void A_day_made_up_for_has_the_hours_of_the_weekday_it_stands_for_and_a_break_is_closed()
    {
        OpenHours[] week = [new(DayOfWeek.Friday, new(9, 0), new(12, 30)), new(DayOfWeek.Friday, new(14, 0), new(17, 0))];
        var hours = Of(week, makeUp: [new(Friday.AddDays(1), DayOfWeek.Friday)]);

        Assert.Equal((6 * 60) + 30, hours.OpenMinutes(At(28, 0), At(29, 0)));
        Assert.False(hours.IsOpenBetween(At(28, 12), At(28, 14, 30)));
        Assert.Equal(At(28, 14), hours.NextOpen(At(28, 12, 30)));
        Assert.Empty(hours.Of(Friday.AddDays(2)));
        Assert.Null(Of([]).NextOpen(At(28, 0)));
    }

    [Fact]
    public void Of_two_calendars_the_one_that_begins_later_holds_and_before_the_first_the_usual_hours()
    {
        var later = Calendar([new(DayOfWeek.Saturday, new(10, 0), new(11, 0))], version: 1, from: Friday.AddDays(1));
        var sooner = Calendar([new(DayOfWeek.Friday, new(7, 0), new(8, 0)), .. Nights()], version: 2, from: Friday);

        OpeningHours hours = new(Lisbon, [later, sooner], Usual);

        Assert.Equal([new(At(26, 8), At(26, 18))], hours.Of(Friday.AddDays(-1)));
        Assert.Equal([new(At(27, 7), At(27, 8)), new(At(27, 22), At(28, 6))], hours.Of(Friday));
        Assert.Equal([new(At(28, 10), At(28, 11))], hours.Of(Friday.AddDays(1)));
    }

    static OpenHours[] Nights() => [.. Enum.GetValues<DayOfWeek>().Select(day => new OpenHours(day, new(22, 0), new(6, 0)))];

    static OpeningHours Of(OpenHours[] week, DateOnly[]? closed = null, MakeUpDay[]? makeUp = null) =>
        new(Lisbon, [Calendar(week, closed: closed, makeUp: makeUp)], Usual);

    static BranchCalendar Calendar(
        OpenHours[] week,
        int version = 1,
        DateOnly? from = null,
        DateOnly[]? closed = null,
        MakeUpDay[]? makeUp = null
    ) =>
        new()
        {
            BranchId = Guid.Empty,
            Version = version,
            From = from ?? new(2026, 1, 1),
            Week = week,
            ClosedDays = closed ?? [],
            MakeUpDays = makeUp ?? [],
            Reason = "an example",
            Actor = "a rule",
            At = At(1, 0),
        };

    // Winter time; whoever means a later instant subtracts.
    static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);

    static OpenHours Usual(DateOnly day) => new(day.DayOfWeek, new(8, 0), new(18, 0));
}
