namespace Clinic.Payroll.Departures;

/// <summary>That a departure of a person was recorded, by whom and for which last day (WF-40 6). It stays when it is taken back.</summary>
public sealed class Departure : IBranchScoped, IAppendOnly
{
    public Guid EmployeeId { get; init; }

    /// <summary>The number of the fact that told of it.</summary>
    public int Number { get; init; }

    public Guid BranchId { get; init; }
    public required string ReasonCode { get; init; }
    public DateOnly LastDay { get; init; }

    /// <summary>From when on nothing of the person stands any more, such as a leave.</summary>
    public DateTimeOffset EndsAt { get; init; }

    public Guid RecordedBy { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What was recorded of an employment by mistake.</summary>
public enum Mistake
{
    Departure,
    Hire,
}

/// <summary>A second person took a departure or a hiring back, and why; what was taken back stays on record.</summary>
public sealed class EmploymentCorrection : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid EmployeeId { get; init; }

    /// <summary>The number of the fact that told of it.</summary>
    public int Number { get; init; }

    public Guid BranchId { get; init; }
    public Mistake Of { get; init; }

    /// <summary>The number of the fact that is taken back; the hiring is number 1.</summary>
    public int Corrects { get; init; }

    public required SealedText Reason { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid SubjectId => EmployeeId;
}
