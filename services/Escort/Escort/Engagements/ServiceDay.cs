namespace Clinic.Escort.Engagements;

/// <summary>The day itself: when the escort met the client, and how it ended.</summary>
public sealed class ServiceDay
{
    public DateTimeOffset? StartedAt { get; private set; }
    public int? MinutesLate { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public DateTimeOffset? InterruptedAt { get; private set; }

    /// <summary>R-014: the escort met the client; every minute begun after the agreed time counts.</summary>
    public void Start(TimeAndPlace agreed, DateTimeOffset arrived) => (StartedAt, MinutesLate) = (arrived, agreed.MinutesLate(arrived));

    /// <summary>R-019: papers in order, cautions explained.</summary>
    public Refusal? End(bool inOrder, bool explained, DateTimeOffset now)
    {
        if (!inOrder || !explained)
            return EngagementRefusals.ClosingIncomplete;

        EndedAt = now;
        return null;
    }

    /// <summary>WF-01 14: broken off.</summary>
    public void Interrupt(DateTimeOffset now) => InterruptedAt = now;
}
