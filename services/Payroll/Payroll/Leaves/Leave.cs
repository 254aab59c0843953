using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Leaves;

/// <summary>
/// An approved leave of a person (WF-20 3): kind, span and reason. Nobody is on two leaves at once. Taken back only before it
/// begins.
/// </summary>
public sealed class Leave : IBranchScoped, IPersonScoped, IVersioned
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(366),
        LongestAgo = TimeSpan.FromDays(31);

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>Whose leave it is.</summary>
    public Guid PersonId { get; init; }

    public LeaveKind Kind { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>In words; stays here.</summary>
    public required string Reason { get; init; }

    public Guid ApprovedBy { get; init; }
    public DateTimeOffset ApprovedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public Guid? CancelledBy { get; private set; }
    public string? CancelReason { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Whether it can be approved by this colleague. Sick leave is often recorded afterwards, at most a month.</summary>
    public Refusal? CheckApproval(Employee employee, Guid by, DateTimeOffset now)
    {
        if (EndsAt <= StartsAt || EndsAt - StartsAt > Longest || StartsAt < now - LongestAgo || StartsAt > now + Longest)
            return LeaveRefusals.LeaveSpanImpossible;
        if (employee.HasLeft)
            return EmployeeRefusals.EmployeeLeft;
        return by == employee.Id ? EmployeeRefusals.OwnEmployment : null;
    }

    /// <summary>WF-20 7: taken back before it begins.</summary>
    public Refusal? Cancel(string reason, Guid by, DateTimeOffset now)
    {
        if (by == PersonId)
            return EmployeeRefusals.OwnEmployment;
        if (StartsAt <= now)
            return LeaveRefusals.LeaveBegun;

        (CancelledAt, CancelledBy, CancelReason) = (now, by, reason);
        return null;
    }
}
