using Clinic.Payroll.Branches;

namespace Clinic.Payroll.Performance;

/// <summary>
/// Something that counts towards pay, before it is known on which clinic day it falls. While Payroll has not heard of the branch
/// and its time zone it is kept as a row; it becomes a performance entry with the same id once the branch is known.
/// </summary>
public sealed class Earned : IBranchScoped, IPersonScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public PerformanceKind Kind { get; init; }
    public decimal Value { get; init; }
    public string? Currency { get; init; }

    /// <summary>The instant whose clinic day it counts for.</summary>
    public DateTimeOffset At { get; init; }

    public required string SourceKind { get; init; }
    public Guid SourceId { get; init; }

    /// <summary>Which time the source counts, where it can count again after it was taken back; zero where it counts once.</summary>
    public int Round { get; init; }

    public Guid CaseId { get; init; }
    public Guid CauseMessageId { get; init; }
    public Guid? ReversesId { get; init; }

    /// <summary>The line of the ledger.</summary>
    public PerformanceEntry On(Branch branch, DateTimeOffset now) =>
        new()
        {
            Id = Id,
            BranchId = BranchId,
            PersonId = PersonId,
            Kind = Kind,
            Value = decimal.Round(Value, 4, MidpointRounding.AwayFromZero),
            Currency = Currency,
            Day = branch.DayOf(At),
            SourceKind = SourceKind,
            SourceId = SourceId,
            Round = Round,
            CaseId = CaseId,
            CauseMessageId = CauseMessageId,
            ReversesId = ReversesId,
            At = now,
        };

    /// <summary>What takes this back, on the same clinic day.</summary>
    public Earned TakenBack(Guid causeMessageId, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            BranchId = BranchId,
            PersonId = PersonId,
            Kind = Kind,
            Value = -Value,
            Currency = Currency,
            At = At,
            SourceKind = SourceKind,
            SourceId = SourceId,
            Round = Round,
            CaseId = CaseId,
            CauseMessageId = causeMessageId,
            ReversesId = Id,
        };
}
