namespace Clinic.Payroll.PayRuns;

/// <summary>How far a run is.</summary>
public enum PayRunState
{
    Calculated,
    Locked,
}

/// <summary>
/// The pay of one branch for one month (WF-22). Everything about it is only ever added: a calculation follows another one, and the
/// lock names the one that counts. So a locked run cannot be changed by anybody, and nobody unlocks.
/// </summary>
public sealed class PayRun : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; init; }

    public Guid OpenedBy { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>
/// One working out of a run, with the measures and the inputs it stands on; the latest one counts until the run is locked.
/// </summary>
public sealed class PayCalculation : IBranchScoped, IAppendOnly
{
    public Guid PayRunId { get; init; }

    /// <summary>From 1; what locking names with If-Match.</summary>
    public int Number { get; init; }

    public Guid BranchId { get; init; }
    public Guid CalculatedBy { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>True when the month was over, so that nothing of it was still to come.</summary>
    public bool MonthWasOver { get; init; }

    /// <summary>The <see cref="PayRuns.PayParameters"/> as written down.</summary>
    public required string Measures { get; init; }

    /// <summary>The lines of the ledgers that were counted.</summary>
    public required Guid[] Inputs { get; init; }

    /// <summary>SHA-256 over measures, inputs, terms and lines; the same hash is the same run.</summary>
    public required string Hash { get; init; }

    public int Payslips { get; init; }

    /// <summary>How many months of the branch were locked when it was made. After another lock it is outdated.</summary>
    public int AfterLocks { get; init; }

    /// <summary>Whether this calculation can be locked by a person at an instant (WF-22 5, A-80).</summary>
    /// <param name="monthEnds">When the month is over in the branch.</param>
    public Refusal? CheckLock(Guid by, DateTimeOffset now, DateTimeOffset monthEnds) =>
        by == CalculatedBy ? PayRefusals.SelfApproval
        : now < monthEnds ? PayRefusals.MonthNotOver
        : !MonthWasOver ? PayRefusals.CalculatedTooEarly
        : null;
}

/// <summary>
/// A second person locked a run at one of its calculations, after the month was over. There is one per run, and the months of a branch are
/// locked in order.
/// </summary>
public sealed class PayLock : IBranchScoped, IAppendOnly
{
    public Guid PayRunId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The how many-th lock of the branch; each is there once, so no draft is locked upon a lock it did not know.</summary>
    public int Position { get; init; }

    public Guid LockedBy { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Whether a month may be locked now: it is the first one since the branch's first lock that has none.</summary>
    public static bool IsNext(PayMonth month, IReadOnlyCollection<DateOnly> locked)
    {
        if (locked.Count == 0)
            return true;
        var next = locked.Min();
        while (locked.Contains(next))
            next = next.AddMonths(1);
        return month.First == next;
    }
}

/// <summary>
/// A line of a ledger, or a decision on somebody's terms (<see cref="TermsSource"/>), that a locked run took in. It is taken in once, by
/// whichever run is locked first.
/// </summary>
public sealed class PayInput : IBranchScoped, IAppendOnly
{
    public Guid InputId { get; init; }
    public Guid PayRunId { get; init; }
    public Guid BranchId { get; init; }
}

/// <summary>What one person gets in one run; it is final once its calculation is locked .</summary>
public sealed class Payslip : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid PayRunId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }

    /// <summary>The sum of the lines, to the cent.</summary>
    public Money Net { get; init; }

    /// <summary>The terms of each month that lines are for, as written down: a list of <see cref="EmploymentTerms"/>.</summary>
    public required string Terms { get; init; }
}

/// <summary>One line of a payslip: for which month, how much, why, and from which lines of the ledgers.</summary>
public sealed class PayslipLine : IBranchScoped, IPersonScoped, IAppendOnly
{
    public Guid PayslipId { get; init; }
    public int Position { get; init; }
    public Guid PayRunId { get; init; }
    public int Number { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public PayKind Of { get; init; }

    /// <summary>The first day of the month the line is for; another month than the run's makes it a delta.</summary>
    public DateOnly ForMonth { get; init; }

    public Money Amount { get; init; }
    public required Guid[] Sources { get; init; }

    /// <summary>The <see cref="PayRuns.CalculationDetail"/> as written down.</summary>
    public required string Figures { get; init; }
}
