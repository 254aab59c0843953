using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;
using CsCheck;

namespace Clinic.Registration.Tests.Rules;

/// <summary>
/// The arithmetic of opening hours against a clock that is read minute by minute, on made-up calendars around the nights on which clocks
/// change; a failure prints its seed.
/// </summary>
public sealed class OpeningHoursProperties
{
    const int Tries = 400,
        MinutesOfDay = 1_440,
        DaysBefore = 3,
        DaysSeen = 9;

    static readonly DateTimeOffset First = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Summer time at two and at midnight, of half an hour, of the southern half, and none.
    static readonly (TimeZoneInfo Zone, DateTimeOffset[] Changes)[] Zones =
    [
        .. new[] { "Europe/Lisbon", "America/New_York", "America/Sao_Paulo", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Shanghai" }
            .Select(TimeZoneInfo.FindSystemTimeZoneById)
            .Select(zone => (zone, ChangesOf(zone))),
    ];

    [Fact]
    public void What_is_worked_out_of_a_calendar_is_what_a_clock_on_the_wall_would_have_shown() =>
        Gen.Int.Sample(seed => new Days(new(seed)).Compare(), iter: Tries);

    static DateTimeOffset[] ChangesOf(TimeZoneInfo zone) =>
        [
            .. Enumerable
                .Range(0, 2 * 365 * 24)
                .Select(hour => First.AddHours(hour))
                .Where(at => zone.GetUtcOffset(at) != zone.GetUtcOffset(at.AddHours(1))),
        ];

    /// <summary>Some days of a branch, as its calendars say and as the clock shows.</summary>
    sealed class Days
    {
        readonly Random random;
        readonly TimeZoneInfo zone;
        readonly DateTimeOffset start;
        readonly DateOnly day;
        readonly BranchCalendar[] calendars;
        readonly OpeningHours hours;
        readonly bool[] open = new bool[DaysSeen * MinutesOfDay];
        readonly DateTime[] wall;

        public Days(Random random)
        {
            this.random = random;
            (zone, var changes) = Zones[random.Next(Zones.Length)];
            var near = changes is [] || random.Next(4) == 0 ? First.AddHours(random.Next(17_000)) : changes[random.Next(changes.Length)];
            start = near.AddDays(-DaysBefore).AddMinutes(-random.Next(MinutesOfDay));
            day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
            calendars = [.. Enumerable.Range(1, random.Next(4)).Select(Calendar)];
            hours = new(zone, calendars, Usual);
            // A day more than is compared: a time at the end may be shown once more after it.
            wall =
            [
                .. Enumerable.Range(0, open.Length + MinutesOfDay).Select(At).Select(at => TimeZoneInfo.ConvertTime(at, zone).DateTime),
            ];
            for (var on = day.AddDays(-1); on <= day.AddDays(DaysSeen + 1); on = on.AddDays(1))
                foreach (var openHours in HoursOf(on))
                    Open(on, openHours);
        }

        public void Compare()
        {
            for (var tried = 0; tried < 20; tried++)
            {
                var (one, other) = (random.Next(open.Length), random.Next(open.Length));
                var (from, to) = (Math.Min(one, other), Math.Max(one, other));
                Assert.Equal(open[from], hours.IsOpenAt(At(from)));
                Assert.Equal(open[from..to].Count(isOpen => isOpen), hours.OpenMinutes(At(from), At(to)));
                Assert.Equal(from < to && open[from..to].All(isOpen => isOpen), hours.IsOpenBetween(At(from), At(to)));
                Assert.Equal(Runs(from, to), hours.Between(At(from), At(to)));

                var next = Array.IndexOf(open, true, from);
                if (next >= 0)
                    Assert.Equal(At(next), hours.NextOpen(At(from)));
                else
                    Assert.False(hours.NextOpen(At(from)) < At(open.Length));
            }
        }

        void Open(DateOnly on, OpenHours openHours)
        {
            var (from, to) = (on.ToDateTime(openHours.From), on.ToDateTime(openHours.To));
            if (to <= from)
                to = to.AddDays(1);
            var end = Math.Min(MinuteOf(to), open.Length);
            for (var minute = MinuteOf(from); minute < end; minute++)
                open[minute] = true;
        }

        // The last minute that shows the time; when the clock jumps over it, the minute after the last one that shows an earlier time.
        int MinuteOf(DateTime time) =>
            Array.LastIndexOf(wall, time) is var shownAt and >= 0 ? shownAt : Array.FindLastIndex(wall, shown => shown < time) + 1;

        IEnumerable<OpenHours> HoursOf(DateOnly on)
        {
            var holding = calendars
                .Where(calendar => calendar.From <= on)
                .OrderBy(calendar => (calendar.From, calendar.Version))
                .LastOrDefault();
            if (holding is null)
                return [Usual(on)];
            if (holding.ClosedDays.Contains(on))
                return [];
            var worked = holding.MakeUpDays.Where(makeUp => makeUp.Day == on).Select(makeUp => makeUp.As).Append(on.DayOfWeek).First();
            return holding.Week.Where(hours => hours.Day == worked);
        }

        List<OpenSpan> Runs(int from, int to)
        {
            List<OpenSpan> runs = [];
            for (var minute = from; minute < to; minute++)
                if (open[minute])
                {
                    var first = minute;
                    while (minute < to && open[minute])
                        minute++;
                    runs.Add(new(At(first), At(minute)));
                }
            return runs;
        }

        BranchCalendar Calendar(int version) =>
            new()
            {
                BranchId = Guid.Empty,
                Version = version,
                From = day.AddDays(random.Next(-10, DaysSeen)),
                Week = [.. Enum.GetValues<DayOfWeek>().SelectMany(HoursOf)],
                ClosedDays = [.. Some()],
                MakeUpDays = [.. Some().Select(on => new MakeUpDay(on, (DayOfWeek)random.Next(7)))],
                Reason = "made up",
                Actor = "a property",
                At = start,
            };

        // Up to three times, of which the last may run into the next morning.
        IEnumerable<OpenHours> HoursOf(DayOfWeek weekday)
        {
            var cuts = Enumerable.Range(0, 2 * random.Next(4)).Select(_ => random.Next(MinutesOfDay)).Distinct().Order().ToList();
            for (var number = 0; number + 1 < cuts.Count; number += 2)
            {
                var overMidnight = number + 3 >= cuts.Count && random.Next(2) == 0;
                yield return new(weekday, TimeAt(cuts[number]), TimeAt(overMidnight ? random.Next(cuts[number] + 1) : cuts[number + 1]));
            }
        }

        IEnumerable<DateOnly> Some() => Enumerable.Range(0, random.Next(4)).Select(_ => day.AddDays(random.Next(DaysSeen))).Distinct();

        DateTimeOffset At(int minute) => start.AddMinutes(minute);

        static TimeOnly TimeAt(int minute) => new(minute / 60, minute % 60);

        static OpenHours Usual(DateOnly on) => new(on.DayOfWeek, new(8, 0), new(18, 0));
    }
}
