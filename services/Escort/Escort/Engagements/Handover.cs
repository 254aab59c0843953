namespace Clinic.Escort.Engagements;

/// <summary>The way of an inquiry to a lead, and until when it is due .</summary>
public sealed class Handover
{
    public DateTimeOffset DueAt { get; init; }
    public bool IsOverdue { get; private set; }
    public Guid? LeadId { get; private set; }
    public DateTimeOffset? At { get; private set; }

    /// <summary>R-023: the inquiry goes to a lead.</summary>
    public void GiveTo(Guid lead, DateTimeOffset now) => (LeadId, At) = (lead, now);

    /// <summary>R-023: it is too late. False when that was noted before.</summary>
    public bool NoteOverdue()
    {
        if (IsOverdue)
            return false;

        return IsOverdue = true;
    }
}
