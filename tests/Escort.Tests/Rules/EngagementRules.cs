using Clinic.Escort.Clients;
using Clinic.Escort.Engagements;
using Clinic.ServiceDefaults;

namespace Clinic.Escort.Tests.Rules;

public sealed class EngagementRules
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly Terms Agreed = new(Noon, Noon.AddHours(2), "front door", new(300m, "CNY"), HighDifficulty: false);

    [Theory]
    [Rule("R-014")]
    [InlineData(-600, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    public void Lateness_counts_every_minute_begun_after_the_agreed_time(int seconds, int minutes)
    {
        var engagement = Reconfirmed();

        Assert.Null(engagement.Start(Noon.AddSeconds(seconds), TimeSpan.FromHours(2)));

        Assert.Equal(minutes, engagement.Day.MinutesLate);
    }

    [Theory]
    [Rule("R-025")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void The_second_confirmation_counts_from_the_first_instant_of_the_window(int ticks, bool refused)
    {
        var engagement = Ready();

        Assert.Equal(
            refused ? EngagementRefusals.ReconfirmedTooEarly : null,
            engagement.Reconfirm(Noon, "front door", At(Noon), TimeSpan.FromHours(24), Noon.AddHours(-24).AddTicks(ticks))
        );
    }

    [Theory]
    [Rule("R-041")]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_report_at_the_very_instant_it_is_due_is_on_time(int ticks, bool onTime)
    {
        var engagement = Reconfirmed();
        engagement.Start(Noon, TimeSpan.Zero);
        engagement.End(inOrder: true, explained: true, TimeSpan.FromHours(24), Noon.AddHours(1));

        Assert.Null(engagement.SubmitReport(Noon.AddHours(25).AddTicks(ticks)));

        Assert.Equal(onTime, engagement.Report.IsOnTime);
    }

    [Fact]
    [Rule("R-039")]
    public void A_client_is_new_until_a_visit_or_another_agreement_and_again_when_that_is_called_off()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        KnownClient client = new();
        Assert.True(client.IsNewFor(first));

        client.Engage(first);
        Assert.True(client.IsNewFor(first));
        Assert.False(client.IsNewFor(second));
        client.Disengage(second);
        Assert.False(client.IsNewFor(second));
        client.Disengage(first);
        Assert.True(client.IsNewFor(second));
        ClientVisit visit = new();
        visit.Complete(client.Id, Noon, version: 1);
        client.Visit([visit]);

        Assert.False(client.IsNewFor(second));
        visit.Void(version: 2);
        client.Visit([visit]);
        Assert.True(client.IsNewFor(second));
    }

    [Fact]
    public void A_service_lies_ahead_ends_after_it_starts_and_lasts_a_day_at_most()
    {
        var (now, engagement) = (Noon.AddHours(-1), Handed());

        Assert.Equal(EngagementRefusals.TimesImpossible, Need(now, Noon));
        Assert.Equal(EngagementRefusals.TimesImpossible, Need(Noon, Noon));
        Assert.Equal(EngagementRefusals.TimesImpossible, Need(Noon, Noon.AddHours(24).AddTicks(1)));
        Assert.Null(Need(Noon, Noon.AddHours(24)));

        Refusal? Need(DateTimeOffset from, DateTimeOffset to) => engagement.ConfirmNeed(Guid.CreateVersion7(), null, from, to, now);
    }

    [Theory]
    [Rule("R-012")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(2 * TimeSpan.TicksPerHour - 1, false)]
    [InlineData(2 * TimeSpan.TicksPerHour, true)]
    public void An_appointment_counts_from_the_first_instant_of_the_service_until_the_last(long ticks, bool refused)
    {
        var engagement = Preparing();
        Assert.Equal(
            refused ? EngagementRefusals.AppointmentElsewhen : null,
            engagement.MakeReady(At(Noon.AddTicks(ticks)), Noon.AddDays(-1))
        );
    }

    [Theory]
    [Rule("R-014")]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void A_service_begins_from_the_first_instant_that_the_branch_allows(int ticks, bool refused) =>
        Assert.Equal(
            refused ? EngagementRefusals.ArrivalTooEarly : null,
            Reconfirmed().Start(Noon.AddMinutes(-120).AddTicks(ticks), TimeSpan.FromMinutes(120))
        );

    static Appointment At(DateTimeOffset startsAt)
    {
        Appointment appointment = new();
        Assert.Null(appointment.NoteOutside("H-77", startsAt, new()));
        return appointment;
    }

    static Engagement Handed()
    {
        Engagement engagement = new() { Id = Guid.CreateVersion7() };
        Assert.Null(engagement.HandToLead(Guid.CreateVersion7(), Noon.AddDays(-3)));
        return engagement;
    }

    static Engagement Ready()
    {
        var engagement = Preparing();
        Assert.Null(engagement.MakeReady(At(Noon), Noon.AddDays(-2)));
        return engagement;
    }

    static Engagement Preparing()
    {
        var (engagement, now) = (Handed(), Noon.AddDays(-2));
        Refusal?[] steps =
        [
            engagement.ConfirmNeed(Guid.CreateVersion7(), null, Noon, Noon.AddHours(2), now),
            engagement.Agree(Agreed, "A1", newClient: true, null, Guid.Empty, now),
            engagement.Assign(Guid.CreateVersion7(), now),
            engagement.Prepare(now),
        ];
        Assert.All(steps, Assert.Null);
        return engagement;
    }

    static Engagement Reconfirmed()
    {
        var engagement = Ready();
        Assert.Null(engagement.Reconfirm(Noon, "front door", At(Noon), TimeSpan.FromHours(24), Noon.AddHours(-2)));
        return engagement;
    }
}
