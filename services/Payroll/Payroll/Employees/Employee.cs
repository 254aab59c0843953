using Clinic.Payroll.Contracts;
using Clinic.Payroll.Grades;

namespace Clinic.Payroll.Employees;

/// <summary>A person employed at a home branch: the master record of staff identity .</summary>
[KnownHere(Awaited.Person)]
public sealed class Employee : IBranchScoped, IVersioned, IHasSealedTexts
{
    static readonly DateOnly EarliestHireDate = new(1950, 1, 1);

    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public required string Name { get; set; }

    /// <summary>The same name in Latin letters, when the badge has one.</summary>
    public string? LatinName { get; set; }

    /// <summary>The names as the hiring said them, once HR corrected them; nothing while they still stand.</summary>
    public string? NameAtHire { get; private set; }
    public string? LatinNameAtHire { get; private set; }

    public SealedText? Mobile { get; init; }
    public Guid? SupervisorId { get; init; }
    public DateOnly HireDate { get; init; }
    public Post HiredAs { get; init; }
    public Post Post { get; private set; }
    public DateOnly? LastDay { get; private set; }
    public string? LeavingReason { get; private set; }

    /// <summary>When a departure that names its last day ahead ends the employment; nothing for one that ended it at once.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>When the hiring was found to be a mistake; the last day then lies before the first, so that no day was worked.</summary>
    public DateTimeOffset? HireWithdrawnAt { get; private set; }

    /// <summary>Why HR hired somebody who looks like a person already hired.</summary>
    public SealedText? SameNameReason { get; init; }

    /// <summary>How many facts were said of this employment; the number every next one carries.</summary>
    public int EventVersion { get; private set; } = 1;

    /// <summary>How many terms of pay were agreed; with it, agreeing on pay changes the version others based their edit on.</summary>
    public int PayTerms { get; private set; } = 1;

    public uint Version { get; private set; }
    public Guid SubjectId => Id;

    /// <summary>True once the employment is over; a departure may be recorded ahead of that.</summary>
    public bool HasLeft(DateTimeOffset now) => LastDay is not null && !(EndsAt > now);

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

    /// <summary>True when the other says the same about the beginning of this employment. Both were opened.</summary>
    public bool BeganLike(Employee other) =>
        (BranchId, SupervisorId, HireDate, HiredAs) == (other.BranchId, other.SupervisorId, other.HireDate, other.HiredAs)
        && (NameAtHire is null ? (Name, LatinName) : (NameAtHire, LatinNameAtHire)) == (other.Name, other.LatinName)
        // A build before kept the number as it was typed.
        && (Mobile?.Read() is { } kept ? PhoneNumber.Normalized(kept) : null) == other.Mobile?.Read();

    /// <summary>
    /// Transfer or promotion to another post (WF-40 4, 5). Somebody whose departure is recorded stays in the post that others know is left.
    /// </summary>
    public Refusal? Adjust(Post newPost, Guid by, DateTimeOffset now)
    {
        if (LastDay is not null)
            return HasLeft(now) ? EmployeeRefusals.EmployeeLeft : EmployeeRefusals.DepartureRecorded;
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;

        Post = newPost;
        EventVersion++;
        return null;
    }

    /// <summary>The person is called otherwise than was written down, or took another name.</summary>
    public Refusal? Rename(string name, string? latinName, Guid by)
    {
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (NameAtHire is null)
            (NameAtHire, LatinNameAtHire) = (Name, LatinName);

        (Name, LatinName) = (name, latinName);
        EventVersion++;
        return null;
    }

    /// <summary>Agreeing on a new term of base pay after the latest one.</summary>
    public Refusal? AgreeOnPay(PayTerm latest, PayTerm next, DateOnly today, DateTimeOffset now)
    {
        if (HasLeft(now))
            return EmployeeRefusals.EmployeeLeft;
        if (next.AgreedBy == Id)
            return EmployeeRefusals.OwnEmployment;
        if (next.From > today.AddYears(2))
            return GradeRefusals.GradeFromTooFar;
        if (next.From <= latest.From)
            return GradeRefusals.GradeFromNotLater;
        if (next.BasePay.Currency != latest.BasePay.Currency)
            return GradeRefusals.OtherCurrency;

        PayTerms++;
        return null;
    }

    /// <summary>The end of the employment (WF-40 6), recorded by somebody else, on the last day, after it or ahead of it.</summary>
    /// <param name="endsAt">When the last day ends; nothing when the employment ends at once.</param>
    public Refusal? Depart(string reasonCode, DateOnly lastDay, DateTimeOffset? endsAt, Guid by, DateTimeOffset now)
    {
        if (LastDay is not null)
            return HasLeft(now) ? EmployeeRefusals.EmployeeLeft : EmployeeRefusals.DepartureRecorded;
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (lastDay < HireDate)
            return EmployeeRefusals.LastDayBeforeHire;

        (LastDay, EndsAt, LeavingReason) = (lastDay, endsAt, reasonCode);
        EventVersion++;
        return null;
    }

    /// <summary>The departure was recorded by mistake: the person is employed as before, says a second person.</summary>
    public Refusal? WithdrawDeparture(Guid recordedBy, Guid by)
    {
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (by == recordedBy)
            return EmployeeRefusals.NeedsSecondPerson;

        (LastDay, EndsAt, LeavingReason) = (null, null, null);
        EventVersion++;
        return null;
    }

    /// <summary>The hiring was a mistake: no day was worked, says a second person.</summary>
    public Refusal? WithdrawHire(Guid hiredBy, Guid by, DateTimeOffset now)
    {
        if (by == Id)
            return EmployeeRefusals.OwnEmployment;
        if (by == hiredBy)
            return EmployeeRefusals.NeedsSecondPerson;

        (LastDay, EndsAt, HireWithdrawnAt) = (HireDate.AddDays(-1), null, now);
        EventVersion++;
        return null;
    }
}
