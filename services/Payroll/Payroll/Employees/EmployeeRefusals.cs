namespace Clinic.Payroll.Employees;

/// <summary>What the acts of this area refuse.</summary>
public static class EmployeeRefusals
{
    public static readonly Refusal HireDateOutOfRange = new(
        "hire-date-out-of-range",
        "The first day of work lies more than a year ahead or before 1950.",
        400
    );

    public static readonly Refusal OwnSupervisor = new("own-supervisor", "Nobody is their own supervisor.");

    public static readonly Refusal SupervisorNotKnown = new("supervisor-not-known", "The supervisor is not employed here.");

    public static readonly Refusal OwnEmployment = new(
        "own-employment",
        "Nobody decides about their own employment, post, pay or departure; ask a colleague."
    );

    public static readonly Refusal EmployeeLeft = new("employee-left", "This person has left; the record is closed.");

    public static readonly Refusal DepartureRecorded = new(
        "departure-recorded",
        "A departure of this person is recorded; a colleague takes it back first."
    );

    public static readonly Refusal NeedsSecondPerson = new(
        "needs-second-person",
        "Whoever recorded it does not take it back as well; ask a colleague."
    );

    /// <summary>The answer names the ids of those who are alike.</summary>
    public static readonly Refusal LooksLikeSomebody = new(
        "looks-like-somebody",
        "Somebody with this name and mobile number is hired already; look, and hire with a reason (sameNameReason) if it is another one."
    );

    public static readonly Refusal LastDayBeforeHire = new("last-day-before-hire", "The last day of work lies before the first.");

    public static readonly Refusal SignedInFuture = new("signed-in-future", "The agreement is recorded once it has been signed.");

    public static readonly Refusal SignedTooEarly = new(
        "signed-too-early",
        "The agreement was not signed more than a year before the first day of work; look at the day.",
        400
    );

    public static readonly Refusal GradeNotInTable = new(
        "grade-not-in-table",
        "The branch's grade table has no such grade on that day; name the amount agreed, or decide on the grade first."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [EmployeeTables.SupervisorKnown] = SupervisorNotKnown,
        [EmployeeTables.PayTermOnce] = Refusal.Stale,
        [EmployeeTables.PostChangeOnce] = Refusal.Stale,
        [EmployeeTables.NameChangeOnce] = Refusal.Stale,
    };
}
