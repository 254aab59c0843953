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

    public static readonly Refusal LastDayInFuture = new(
        "last-day-in-future",
        "A departure is recorded on the last day of work or after it."
    );

    public static readonly Refusal LastDayBeforeHire = new("last-day-before-hire", "The last day of work lies before the first.");

    public static readonly Refusal SignedInFuture = new("signed-in-future", "The agreement is recorded once it has been signed.");

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
    };
}
