using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;
using Clinic.Training.Sessions;

namespace Clinic.Training.Tests.Rules;

public sealed class SessionRules
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    static readonly Guid Trainer = Guid.CreateVersion7(),
        Learner = Guid.CreateVersion7();

    [Theory]
    [InlineData("0", "hours-impossible")]
    [InlineData("-1", "hours-impossible")]
    [InlineData("8.01", "hours-impossible")]
    [InlineData("1.005", "hours-impossible")]
    [InlineData("8", null)]
    [Rule("R-029")]
    public void Hours_do_not_exceed_the_session(string hours, string? refusal)
    {
        var session = Planned();

        Assert.Equal(
            refusal,
            session.Complete([Learner], decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture), Trainer, Now)?.Code
        );
        Assert.Equal(refusal is null ? SessionState.Held : SessionState.Planned, session.State);
    }

    [Theory]
    [InlineData(0, 0, "session-times-impossible")]
    [InlineData(0, 13, "session-times-impossible")]
    [InlineData(-32 * 24, 8, "session-too-long-ago")]
    [InlineData(-30 * 24, 8, null)]
    [InlineData(24, 8, null)]
    public void A_session_has_possible_times(int fromHours, int length, string? refusal) =>
        Assert.Equal(refusal, TrainingSession.CheckTimes(Now.AddHours(fromHours), Now.AddHours(fromHours + length), Now)?.Code);

    [Fact]
    public void No_step_of_a_session_is_skipped_or_taken_twice()
    {
        var requested = Session(SessionKind.Special);
        Assert.Same(SessionRefusals.SessionNotPlanned, requested.Complete([Learner], 1, Trainer, Now));
        var running = Planned(-1);
        Assert.Same(SessionRefusals.SessionNotOver, running.Complete([Learner], 1, Trainer, Now));
        var held = Planned();
        held.Complete([Learner], 8, Trainer, Now);
        Assert.Same(Refusal.AlreadyRecorded, held.Complete([Learner], 8, Trainer, Now));
        Assert.Same(SessionRefusals.SessionHeld, held.Schedule(Now, Now.AddHours(1), Trainer, Now));
    }

    [Fact]
    public void Nobody_records_the_own_attendance_and_the_person_concerned_attends()
    {
        Assert.Same(SessionRefusals.OwnAttendance, Planned().Complete([Learner, Trainer], 8, Trainer, Now));
        Assert.Same(SessionRefusals.AudienceMissing, Planned(kind: SessionKind.Special).Complete([Guid.CreateVersion7()], 8, Trainer, Now));
    }

    [Theory]
    [InlineData(true, false, SessionState.Held)]
    [InlineData(false, true, SessionState.Cancelled)]
    [Rule("R-098")]
    public void A_session_held_before_its_reason_fell_stays_held(bool held, bool cancels, SessionState state)
    {
        var session = Planned(kind: SessionKind.Special);
        if (held)
            session.Complete([Learner], 8, Trainer, Now);

        Assert.Equal(cancels, session.TakeBack(Now));
        Assert.False(session.TakeBack(Now));
        Assert.Equal(state, session.State);
        Assert.Equal(held ? "session-held" : "session-cancelled", session.Schedule(Now, Now.AddHours(1), Trainer, Now)?.Code);
    }

    static TrainingSession Planned(int endedHoursAgo = 1, SessionKind kind = SessionKind.Onboarding)
    {
        var session = Session(kind);
        Assert.Null(session.Schedule(Now.AddHours(-endedHoursAgo - 8), Now.AddHours(-endedHoursAgo), Trainer, Now));
        return session;
    }

    static TrainingSession Session(SessionKind kind) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            TopicCode = "ethics-law",
            Audience = [Learner],
            SourceId = kind == SessionKind.Special ? Guid.CreateVersion7() : null,
        };
}
