using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Employees;

/// <summary>A person employed at a home branch: the master record of staff identity .</summary>
[KnownHere(Awaited.Person)]
public sealed class Employee : IBranchScoped, IVersioned
{
    static readonly DateOnly EarliestHireDate = new(1950, 1, 1);

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public required string Name { get; init; }
    public string? Mobile { get; init; }
    public Guid? SupervisorId { get; init; }
    public DateOnly HireDate { get; init; }
    public Post HiredAs { get; init; }
    public Post Post { get; private set; }
    public DateOnly? LastDay { get; private set; }
    public string? LeavingReason { get; private set; }

    /// <summary>How many facts were said of this employment; the number every next one carries.</summary>
    public int EventVersion { get; private set; } = 1;

    /// <summary>How many terms of pay were agreed; with it, agreeing on pay changes the version others based their edit on.</summary>
    public int PayTerms { get; private set; } = 1;

    public uint Version { get; private set; }

    public bool HasLeft => LastDay is not null;

    /// <summary>Whether the person can be hired as written down by this colleague.</summary>
    public Refusal? Hire(DateOnly today, Guid by)
    {
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (SupervisorId == Id)
            return EmployeeRefusals.OwnSupervisor;
        if (HireDate < EarliestHireDate || HireDate > today.AddYears(1))
            return EmployeeRefusals.HireDateOutOfRange;

        Post = HiredAs;
        return null;
    }

    /// <summary>True when the other says the same about the beginning of this employment.</summary>
    public bool BeganLike(Employee other) =>
        (BranchId, Name, Mobile, SupervisorId, HireDate, HiredAs)
        == (other.BranchId, other.Name, other.Mobile, other.SupervisorId, other.HireDate, other.HiredAs);

    /// <summary>Transfer or promotion to another post (WF-40 4, 5).</summary>
    public Refusal? Adjust(Post newPost, Guid by)
    {
        if (HasLeft)
            return EmployeeRefusals.EmployeeLeft;
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;

        Post = newPost;
        EventVersion++;
        return null;
    }

    /// <summary>Agreeing on a new term of base pay after the latest one.</summary>
    public Refusal? AgreeOnPay(PayTerm latest, DateOnly from, Money basePay, DateOnly today, Guid by)
    {
        if (HasLeft)
            return EmployeeRefusals.EmployeeLeft;
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (from > today.AddYears(2))
            return GradeRefusals.GradeFromTooFar;
        if (from <= latest.From)
            return GradeRefusals.GradeFromNotLater;
        if (basePay.Currency != latest.BasePay.Currency)
            return GradeRefusals.OtherCurrency;

        PayTerms++;
        return null;
    }

    /// <summary>The end of the employment (WF-40 6), recorded by somebody else .</summary>
    public Refusal? Depart(string reasonCode, DateOnly lastDay, DateOnly today, Guid by)
    {
        if (HasLeft)
            return EmployeeRefusals.EmployeeLeft;
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (lastDay > today)
            return EmployeeRefusals.LastDayInFuture;
        if (lastDay < HireDate)
            return EmployeeRefusals.LastDayBeforeHire;

        (LastDay, LeavingReason) = (lastDay, reasonCode);
        EventVersion++;
        return null;
    }
}
