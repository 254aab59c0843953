namespace Clinic.Registration.Appointments;

/// <summary>That a client came for an appointment, and with which visit.</summary>
public sealed class Attendance
{
    public Guid? VisitId { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>The client is here.</summary>
    public void Begin(Guid visit, DateTimeOffset arrived) => (VisitId, ArrivedAt) = (visit, arrived);

    /// <summary>Another visit counts instead.</summary>
    public void MoveTo(Guid visit) => VisitId = visit;

    /// <summary>No visit counts as this appointment's any more.</summary>
    public void Clear() => (VisitId, ArrivedAt) = (null, null);

    /// <summary>Whole minutes after the time agreed, every minute begun; nothing before the client came.</summary>
    public int? MinutesAfter(DateTimeOffset agreed) =>
        ArrivedAt is { } arrived ? (int)Math.Ceiling(Math.Max(0, (arrived - agreed).TotalMinutes)) : null;
}
