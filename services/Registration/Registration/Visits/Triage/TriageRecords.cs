namespace Clinic.Registration.Visits.Triage;

/// <summary>How a client comes to a doctor: by the book, or past it for a recorded reason .</summary>
public enum TriageWay
{
    Rotation,
    Designated,
    SpecialFirstVisit,
    TreatingDoctor,
}

/// <summary>Why a doctor of the department was not asked.</summary>
public enum Exclusion
{
    OffDuty,
    OnLeave,
    NotHereAnyMore,
    HadThisClient,
    NotOnShift,
    NoCertificate,
}

/// <summary>One doctor in a decision: weight in tenths, balance before and after, or why excluded.</summary>
public sealed record Candidate(Guid DoctorId, int Tenths, Exclusion? ExcludedBecause, long BalanceBefore, long BalanceAfter);

/// <summary>
/// Who was given a client, in which way, and everyone who could have been. One stands per visit; one that is overturned
/// stays, with when, by whom and why.
/// </summary>
public sealed class TriageDecision : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid VisitId { get; init; }
    public Guid DepartmentId { get; init; }

    /// <summary>The line of the department's book.</summary>
    public long Line { get; init; }

    public TriageWay Way { get; init; }

    /// <summary>True when the doctor paid a turn for it.</summary>
    public bool Pays { get; init; }

    public Guid DoctorId { get; init; }
    public string? Reason { get; init; }

    /// <summary>The decision this one overturned.</summary>
    public Guid? InsteadOf { get; init; }

    public DateTimeOffset DecidedAt { get; init; }
    public Guid DecidedBy { get; init; }
    public required IReadOnlyList<Candidate> Candidates { get; init; }
    public DateTimeOffset? ReversedAt { get; private set; }
    public Guid? ReversedBy { get; private set; }

    /// <summary>Stands no more.</summary>
    public void Overturn(Guid by, DateTimeOffset now) => (ReversedAt, ReversedBy) = (now, by);
}

/// <summary>What a line of the book is.</summary>
public enum TriageEntryKind
{
    Turn,
    Reversal,
}

/// <summary>
/// What one line of the book did to one doctor's balance, in units of a millionth of a turn. A reversal takes the same back.
/// </summary>
public sealed class TriageEntry : IBranchScoped, IAppendOnly
{
    public Guid DepartmentId { get; init; }
    public long Line { get; init; }
    public Guid DoctorId { get; init; }
    public Guid BranchId { get; init; }
    public Guid DecisionId { get; init; }
    public TriageEntryKind Kind { get; init; }
    public int Tenths { get; init; }
    public long Credit { get; init; }
    public long Paid { get; init; }
    public long BalanceAfter { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A doctor's balance in one book: the sum of the entries, kept beside them.</summary>
public sealed class TriageBalance : IBranchScoped, IDerived
{
    public Guid DepartmentId { get; init; }
    public Guid DoctorId { get; init; }
    public Guid BranchId { get; init; }
    public long Units { get; private set; }

    /// <summary>The line of the last turn taken that still stands; 0 for none.</summary>
    public long LastTurn { get; private set; }

    internal void Add(long units) => Units += units;

    internal void TookTurn(long line) => LastTurn = line;
}
