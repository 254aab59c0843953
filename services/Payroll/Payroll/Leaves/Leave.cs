using Clinic.Payroll.Contracts;
using Clinic.Payroll.Employees;

namespace Clinic.Payroll.Leaves;

/// <summary>
/// An approved leave of a person (WF-20 3): kind, span and reason. Nobody is on two leaves at once. Taken back before it begins,
/// ended early afterwards; what was approved stays readable.
/// </summary>
public sealed class Leave : IBranchScoped, IPersonScoped, IVersioned, IHasSealedTexts
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
    public required SealedText Reason { get; init; }

    public Guid ApprovedBy { get; init; }
    public DateTimeOffset ApprovedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public Guid? CancelledBy { get; private set; }
    public SealedText? CancelReason { get; private set; }

    /// <summary>The number of the departure, or of the withdrawn hiring, with which it was cancelled.</summary>
    public int? CancelledByNumber { get; private set; }

    /// <summary>The leave that a departure had cancelled and that this one stands for, since the departure was taken back.</summary>
    public Guid? StandsForId { get; private init; }

    /// <summary>From when on the person is back before the time that was approved.</summary>
    public DateTimeOffset? EndedEarlyAt { get; private set; }

    public Guid? EndedEarlyBy { get; private set; }
    public SealedText? EndedEarlyReason { get; private set; }
    public uint Version { get; private set; }
    public Guid SubjectId => PersonId;

    /// <summary>Whether it can be approved by this colleague. Sick leave is often recorded afterwards, at most a month.</summary>
    public Refusal? CheckApproval(Employee employee, Guid by, DateTimeOffset now)
    {
        if (EndsAt <= StartsAt || EndsAt - StartsAt > Longest || StartsAt < now - LongestAgo || StartsAt > now + Longest)
            return LeaveRefusals.LeaveSpanImpossible;
        if (employee.HasLeft(now))
            return EmployeeRefusals.EmployeeLeft;
        if (EndsAt > employee.EndsAt)
            return LeaveRefusals.LeaveAfterLastDay;
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

    /// <summary>
    /// The person is back before the time that was approved, says a second person; the days after it are free again.
    /// </summary>
    public Refusal? EndEarly(DateTimeOffset at, string reason, Guid by, DateTimeOffset now)
    {
        if (CancelledAt is not null)
            return LeaveRefusals.LeaveIsCancelled;
        if (EndedEarlyAt is not null)
            return LeaveRefusals.LeaveEnded;
        if (by == PersonId)
            return EmployeeRefusals.OwnEmployment;
        if (by == ApprovedBy)
            return EmployeeRefusals.NeedsSecondPerson;
        if (StartsAt > now)
            return LeaveRefusals.LeaveNotBegun;
        if (at <= StartsAt || at >= EndsAt)
            return LeaveRefusals.EarlyReturnImpossible;

        (EndedEarlyAt, EndedEarlyBy, EndedEarlyReason) = (at, by, reason);
        return null;
    }

    /// <summary>Nobody who is not employed is on leave. The version of the fact that tells of it.</summary>
    internal int CancelWithEmployment(EmploymentEnd end)
    {
        (CancelledAt, CancelledBy, CancelledByNumber) = (end.At, end.By, end.Number);
        return EndedEarlyAt is null ? 2 : 3;
    }

    /// <summary>The same leave, approved by the same person, under another id. It was opened.</summary>
    internal Leave Anew(Guid id) =>
        new()
        {
            Id = id,
            BranchId = BranchId,
            PersonId = PersonId,
            Kind = Kind,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            Reason = Reason.Read() ?? "",
            ApprovedBy = ApprovedBy,
            ApprovedAt = ApprovedAt,
            StandsForId = Id,
        };
}
