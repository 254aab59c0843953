using Clinic.Contracts;

namespace Clinic.Payroll.Contracts;

/// <summary>Which leave it is.</summary>
public enum LeaveKind
{
    Annual,
    Sick,
    Personal,
    Other,
}

/// <summary>
/// EV-08. A leave of a person is approved: away from one instant to another. Said once per leave, with version 1;
/// <see cref="LeaveCancelled"/> with a higher one may take it back.
/// </summary>
[Fact("leaves.read")]
public sealed record LeaveApproved(
    Guid LeaveId,
    Guid EmployeeId,
    Guid BranchId,
    LeaveKind Kind,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-09. An approved leave is taken back before it began; what followed from it is undone.</summary>
[Fact("leaves.read")]
public sealed record LeaveCancelled(Guid LeaveId, Guid EmployeeId, Guid BranchId, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-09. A leave that began ends before its time: the person is back from <see cref="EndsAt"/> on.</summary>
[Fact("leaves.read")]
public sealed record LeaveEndedEarly(
    Guid LeaveId,
    Guid EmployeeId,
    Guid BranchId,
    DateTimeOffset EndsAt,
    DateTimeOffset OccurredAt,
    int Version
);
