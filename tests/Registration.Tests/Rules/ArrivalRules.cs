using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Reports.Figures;
using Clinic.Registration.Visits.Arrivals;
using Clinic.Registration.Visits.Waiting;

namespace Clinic.Registration.Tests.Rules;

public sealed class ArrivalRules
{
    static readonly DateTimeOffset Door = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly Guid Guide = Guid.CreateVersion7();

    [Theory]
    [InlineData(0.0, 0, false)]
    [InlineData(9.2, 10, false)]
    [InlineData(10.0, 10, false)]
    [InlineData(10.1, 11, true)]
    [Rule("R-071")]
    public void A_greeting_after_more_than_ten_seconds_is_late(double after, int seconds, bool late)
    {
        var arrival = AtTheDoor();

        arrival.Greet(Guide, Door.AddSeconds(after));

        Assert.Equal((seconds, late), (arrival.GreetingSeconds, arrival.GreetingLate));
    }

    [Fact]
    [Rule("R-071")]
    public void That_nobody_greeted_is_noted_once_and_never_of_a_greeting_in_time()
    {
        var (late, met) = (AtTheDoor(), AtTheDoor());
        met.Greet(Guide, Door.AddSeconds(10));

        Assert.True(late.NoteGreetingLate());
        Assert.False(late.NoteGreetingLate());
        Assert.False(met.NoteGreetingLate());
    }

    [Fact]
    [Rule("R-255")]
    public void First_visits_are_led_and_return_visits_are_shown_the_way_after_greeting_and_question()
    {
        var arrival = AtTheDoor();
        Assert.Equal("arrival-step-out-of-order", arrival.Ask(VisitorKind.First, false, Guide)?.Code);
        arrival.Greet(Guide, Door);
        Assert.Equal("arrival-step-out-of-order", arrival.Lead(Guide, Door)?.Code);
        Assert.Null(arrival.Ask(VisitorKind.First, false, Guide));
        Assert.Equal("arrival-step-out-of-order", arrival.Seat(Guide, false, Door)?.Code);
        Assert.Null(arrival.Lead(Guide, Door));
        Assert.Equal(Guiding.Led, arrival.Guiding);
        Assert.Equal("arrival-step-out-of-order", arrival.Seat(Guide, handOffIsOpen: true, Door)?.Code);
        Assert.Null(arrival.Seat(Guide, false, Door));

        var returning = AtTheDoor();
        returning.Greet(Guide, Door);
        Assert.Null(returning.Ask(VisitorKind.Return, false, Guide));
        Assert.Null(returning.Lead(Guide, Door));
        Assert.Equal(Guiding.Directed, returning.Guiding);
    }

    [Theory]
    [InlineData(Sex.Female, 30, FormOfAddress.Madam)]
    [InlineData(Sex.Male, 59, FormOfAddress.Sir)]
    [InlineData(Sex.Male, 60, FormOfAddress.Uncle)]
    [InlineData(Sex.Female, 80, FormOfAddress.Aunt)]
    [Rule("R-312")]
    public void The_screen_proposes_teacher_and_the_form_for_sex_and_age(Sex sex, int age, FormOfAddress second)
    {
        DateOnly today = new(2026, 3, 2);

        Assert.Equal([FormOfAddress.Teacher, second], GetReception.Address(sex, today.AddYears(-age), today, elderAge: 60));
        Assert.Equal([FormOfAddress.Teacher], GetReception.Address(Sex.Unspecified, today.AddYears(-age), today, elderAge: 60));
    }

    [Theory]
    [
        InlineData("王小明", "王○明"),
        InlineData("李明", "李○"),
        InlineData("欧阳修文", "欧○○文"),
        InlineData("Zhang Wei", "Z○○○i"),
        InlineData("王", "○"),
        InlineData(" ", "○")
    ]
    public void A_screen_shows_no_whole_name(string name, string shown) => Assert.Equal(shown, MaskedName.Of(name));

    [Fact]
    public void Percentiles_are_of_all_times_and_each_is_one_that_somebody_waited()
    {
        var figures = Timing.Of(Enumerable.Range(1, 100).Select(second => new Timed(second, second > 90, second > 95, default, Guide)))!;

        Assert.Equal(
            (100, 50.5m, 50, 90, 95, 100, 10, 5),
            (figures.Count, figures.Average, figures.Median, figures.P90, figures.P95, figures.Most, figures.Breaches, figures.Excused)
        );
        Assert.Equal(
            (1, 7, 7, 7),
            (Timing.Of([One(7)])!.Count, Timing.Of([One(7)])!.Median, Timing.Of([One(7)])!.P90, Timing.Of([One(7)])!.Most)
        );
        Assert.Null(Timing.Of([]));

        // The middle of a quick site and a slow one is not the middle of their middles.
        Assert.Equal(1, Timing.Of([.. Enumerable.Repeat(One(1), 9), One(1000)])!.Median);

        static Timed One(int seconds) => new(seconds, false, false, default, Guide);
    }

    static Arrival AtTheDoor() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            ArrivedAt = Door,
            RecordedAt = Door,
            LimitSeconds = 10,
        };
}
