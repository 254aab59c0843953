namespace Clinic.Registration.Appointments;

/// <summary>That a client came for an appointment, and with which visit.</summary>
public sealed class Attendance
{
    public Guid? VisitId { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>The client is here.</summary>
    public void Came(Guid visit, DateTimeOffset arrived) => (VisitId, ArrivedAt) = (visit, arrived);

    /// <summary>The client came, but with another visit.</summary>
    public void IsOf(Guid visit) => VisitId = visit;

    /// <summary>The client did not come.</summary>
    public void Undo() => (VisitId, ArrivedAt) = (null, null);

    /// <summary>Whole minutes after the time agreed, every minute begun; nothing before the client came.</summary>
    public int? MinutesAfter(DateTimeOffset agreed) =>
        ArrivedAt is { } arrived ? (int)Math.Ceiling(Math.Max(0, (arrived - agreed).TotalMinutes)) : null;
}
