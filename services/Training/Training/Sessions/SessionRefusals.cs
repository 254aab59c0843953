using Clinic.Training.Contracts;

namespace Clinic.Training.Sessions;

/// <summary>What the acts of this area refuse.</summary>
public static class SessionRefusals
{
    /// <summary>A session ends after it begins and lasts a working day at most.</summary>
    public static readonly Refusal SessionTimesImpossible = new(
        "session-times-impossible",
        "A session ends after it begins and lasts at most twelve hours.",
        400
    );

    /// <summary>Paperwork is done while people remember who was there.</summary>
    public static readonly Refusal SessionTooLongAgo = new(
        "session-too-long-ago",
        "A session is entered at most 31 days after it was held.",
        400
    );

    /// <summary>R-098, R-036: such sessions are opened by what asked for them, never by hand.</summary>
    public static readonly Refusal OpenedBySource = new(
        "session-opened-by-source",
        "Special and remedial sessions are opened by a complaint or a discipline case; give that one its time."
    );

    /// <summary>A topic nobody defined teaches nobody anything that counts (R-032, R-099).</summary>
    public static Refusal TopicUnknown(SessionKind kind) =>
        new("topic-unknown", $"No such topic for a session of this kind; there are {string.Join(", ", SessionTopics.Of(kind))}.", 400);

    /// <summary>Whoever is invited works at the branch.</summary>
    public static readonly Refusal AudienceNotKnown = new(
        "audience-not-known",
        "Somebody invited is not known to Training at this branch."
    );

    /// <summary>Whoever attended works at the branch or was invited.</summary>
    public static readonly Refusal AttendeeNotKnown = new(
        "attendee-not-known",
        "Somebody who is said to have attended is not known to Training at this branch."
    );

    /// <summary>A session without a time has not been held.</summary>
    public static readonly Refusal SessionNotPlanned = new("session-not-planned", "Give the session a time before it is recorded as held.");

    /// <summary>Attendance is recorded when everybody could leave.</summary>
    public static readonly Refusal SessionNotOver = new("session-not-over", "The session is not over yet.");

    /// <summary>A session that was taken back is not held.</summary>
    public static readonly Refusal SessionCancelled = new(
        "session-cancelled",
        "The reason for this session was taken back; it is not held."
    );

    /// <summary>A held session keeps its time.</summary>
    public static readonly Refusal SessionHeld = new("session-held", "The session was held; its time no longer changes.");

    /// <summary>R-029: nobody writes down hours longer than the session was.</summary>
    public static readonly Refusal HoursImpossible = new(
        "hours-impossible",
        "Hours are above zero, have at most two decimals and do not exceed the length of the session.",
        400
    );

    /// <summary>R-029: nobody records their own hours.</summary>
    public static readonly Refusal OwnAttendance = new(
        "own-attendance",
        "Nobody records or corrects their own attendance; ask a colleague."
    );

    /// <summary>R-029: one person's hours count once for one time of the day.</summary>
    public static readonly Refusal AttendedElsewhere = new("attended-elsewhere", "Somebody attended another session at the same time.");

    /// <summary>R-098: special and remedial training is for the person it was opened for.</summary>
    public static readonly Refusal AudienceMissing = new("audience-missing", "The person this session was opened for did not attend.");

    /// <summary>What was not written down cannot be taken back.</summary>
    public static readonly Refusal NotAttended = new("not-attended", "This person is not recorded as having attended.");

    /// <summary>R-029: hours on which a completed onboarding rests are no longer taken back.</summary>
    public static readonly Refusal OnboardingRestsOnIt = new(
        "onboarding-rests-on-it",
        "The onboarding was completed on these hours; they are no longer taken back."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [SessionTables.AttendanceTakenBackOnce] = Refusal.ChangedMeanwhile,
    };
}
