namespace Clinic.Registration.Visits;

/// <summary>What a page of the chart is about.</summary>
public enum ChartPart
{
    Plan,
    Consent,
    Treatment,
    ConsentForm,
    Complaint,
}

/// <summary>A clinical text as the doctor wrote it; never changed, never told to another service.</summary>
public sealed class ChartEntry : IBranchScoped, IAppendOnly, IWrittenStep
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public ChartPart Kind { get; init; }

    /// <summary>Of a plan, or which consent of the visit it belongs to; from 1.</summary>
    public int Version { get; init; }

    public required SealedText Content { get; init; }
    public Guid WrittenBy { get; init; }
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>Whose chart it was when it was written, also after a merge.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>A page of this visit's chart.</summary>
    public static ChartEntry Of<T>(Visit visit, ChartPart kind, T content, Guid by, DateTimeOffset now, int version = 1) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            VisitId = visit.Id,
            BranchId = visit.BranchId,
            Kind = kind,
            Version = version,
            Content = WrittenStep.Text(content),
            WrittenBy = by,
            WrittenAt = now,
            SubjectId = visit.ClientId,
        };
}

/// <summary>What stands in the charts.</summary>
static class ChartPages
{
    /// <summary>The pages of one kind in the chart of a visit.</summary>
    public static IQueryable<ChartEntry> PagesOf(this RegistrationDb db, Visit visit, ChartPart part) =>
        db.ChartEntries.Where(entry => entry.VisitId == visit.Id && entry.Kind == part);
}

/// <summary>What two things of a client were compared with the chart.</summary>
public enum Identifier
{
    Name,
    BirthDate,
    Phone,
    IdNumber,
    VisitCard,
}

/// <summary>One comparison of the person in the room with the chart, also one that failed.</summary>
public sealed class IdentityCheck : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public required IReadOnlyList<Identifier> Identifiers { get; init; }
    public bool Matches { get; init; }
    public Guid CheckedBy { get; init; }
    public DateTimeOffset CheckedAt { get; init; }
}
