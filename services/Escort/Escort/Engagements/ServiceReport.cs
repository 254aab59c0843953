namespace Clinic.Escort.Engagements;

/// <summary>The one report of the service, and until when it is due .</summary>
public sealed class ServiceReport
{
    /// <summary>Nothing until the service ended.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public bool IsOverdue { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public bool? IsOnTime { get; private set; }

    /// <summary>R-041: from now on the hours for the report count.</summary>
    public void Await(TimeSpan within, DateTimeOffset now) => DueAt = now + within;

    /// <summary>R-041: on time until the instant it is due, that instant included.</summary>
    public void Submit(DateTimeOffset now) => (SubmittedAt, IsOnTime) = (now, now <= DueAt);

    /// <summary>R-041: no report in time. False when it is there, when none is due or when it was noted before.</summary>
    public bool NoteOverdue()
    {
        if (IsOverdue || SubmittedAt is not null || DueAt is null)
            return false;

        return IsOverdue = true;
    }
}
