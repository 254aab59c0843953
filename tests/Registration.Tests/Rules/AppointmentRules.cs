using Clinic.Registration.Appointments;
using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Rules;

public sealed class AppointmentRules
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    public static TheoryData<AppointmentState> Every => [.. Enum.GetValues<AppointmentState>()];

    [Theory]
    [MemberData(nameof(Every))]
    public void Only_the_transitions_of_the_clinics_way_are_possible(AppointmentState state)
    {
        Dictionary<string, (AppointmentState[] From, Func<Appointment, bool> Act)> ways = new()
        {
            ["hold"] = (
                [AppointmentState.Requested, AppointmentState.Held],
                appointment => appointment.Hold(Slot(5), Now.AddMinutes(5)) is null
            ),
            ["book"] = ([AppointmentState.Held], appointment => appointment.Book(Grace, Now) is null),
            ["move"] = (
                [AppointmentState.Booked, AppointmentState.Notified, AppointmentState.NeedsReschedule],
                appointment => appointment.Reschedule(Slot(6), Grace, Now) is null
            ),
            ["cancel"] = (
                [
                    AppointmentState.Requested,
                    AppointmentState.Held,
                    AppointmentState.Booked,
                    AppointmentState.Notified,
                    AppointmentState.NeedsReschedule,
                ],
                appointment => appointment.Cancel("x", Now) is null
            ),
            ["tell"] = ([AppointmentState.Booked, AppointmentState.Notified], appointment => appointment.NoteNotice(true) is null),
            ["late"] = (
                [AppointmentState.Booked, AppointmentState.Notified],
                appointment => appointment.ExpectLate(appointment.StartsAt.AddHours(1), Grace) is null
            ),
            ["miss"] = (
                [AppointmentState.Booked, AppointmentState.Notified],
                appointment => appointment.MarkNoShow(appointment.StartsAt.AddHours(9), Now.AddDays(1))
            ),
            ["reverse"] = ([AppointmentState.NoShow], appointment => appointment.ReverseNoShow(Grace, Now) is null),
        };

        foreach (var (name, way) in ways)
            Assert.True(way.Act(In(state)) == way.From.Contains(state), $"{name} from {state}");
    }

    [Fact]
    public void A_hold_ends_at_its_instant_and_not_before()
    {
        var appointment = In(AppointmentState.Held);

        Assert.False(appointment.ReleaseHold(appointment.Deadlines.HeldUntil!.Value.AddTicks(-1)));
        Assert.Equal("hold-expired", appointment.Book(Grace, appointment.Deadlines.HeldUntil!.Value)!.Code);
        Assert.True(appointment.ReleaseHold(appointment.Deadlines.HeldUntil!.Value));
        Assert.Equal(AppointmentState.Requested, appointment.State);
    }

    [Fact]
    public void Each_answer_is_later_than_the_one_before_even_when_a_clock_is_behind()
    {
        var appointment = In(AppointmentState.Booked);
        var first = appointment.Answer.GivenAt;
        appointment.Reschedule(Slot(7), Grace, first.AddHours(-1));

        Assert.True(appointment.Answer.GivenAt > first);
    }

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(0, 0)]
    [InlineData(0.5, 1)]
    [InlineData(12, 12)]
    public void Every_minute_begun_after_the_time_counts_as_late(double after, int minutes)
    {
        var appointment = In(AppointmentState.Booked);
        appointment.CheckIn(Guid.CreateVersion7(), appointment.StartsAt.AddMinutes(after));

        Assert.Equal(minutes, appointment.Attendance.MinutesAfter(appointment.StartsAt));
    }

    static Slot Slot(int hour) => new(Guid.CreateVersion7(), null, Now.AddHours(hour), Now.AddHours(hour).AddMinutes(20), new(2026, 3, 2));

    static Appointment In(AppointmentState state)
    {
        Appointment appointment = new() { Id = Guid.CreateVersion7() };
        appointment.Request(
            new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), null, Now.AddHours(3), Now),
            Now.AddHours(4),
            new(2026, 3, 2)
        );
        if (state == AppointmentState.Requested)
            return appointment;
        Pass(appointment.Hold(Slot(3), Now.AddMinutes(5)));
        if (state == AppointmentState.Held)
            return appointment;
        Pass(appointment.Book(Grace, Now));
        if (state == AppointmentState.Notified)
            Pass(appointment.NoteNotice(true));
        if (state is AppointmentState.CheckedIn or AppointmentState.Fulfilled)
            appointment.CheckIn(Guid.CreateVersion7(), Now);
        if (state == AppointmentState.Fulfilled)
            appointment.Fulfil();
        if (state == AppointmentState.Cancelled)
            Pass(appointment.Cancel("x", Now));
        if (state == AppointmentState.NoShow)
            Assert.True(appointment.MarkNoShow(appointment.Deadlines.NoShowDueAt!.Value, Now));
        if (state == AppointmentState.NeedsReschedule)
            appointment.NeedAnother("doctor-left", null, Now);
        Assert.Equal(state, appointment.State);
        return appointment;
    }

    static void Pass(Refusal? refusal) => Assert.Null(refusal);
}
