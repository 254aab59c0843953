namespace Clinic.Payroll.PayRuns;

/// <summary>What the acts of this area refuse.</summary>
public static class PayRefusals
{
    public static readonly Refusal PayIsOfTheGroup = new(
        "pay-is-of-the-group",
        "Pay counts work at every branch; somebody with this right in the whole group works it out.",
        403
    );

    public static readonly Refusal MonthsTurned = new("months-turned", "The first month lies after the last.", 400);

    public static readonly Refusal MonthNotBegun = new("month-not-begun", "This month has not begun in the branch.");

    public static readonly Refusal MonthNotOver = new(
        "month-not-over",
        "This month is not over in the branch; a run is locked after its last day."
    );

    public static readonly Refusal CalculatedTooEarly = new(
        "calculated-too-early",
        "The run was worked out before the month was over; work it out again, then lock it."
    );

    public static readonly Refusal SelfApproval = new("self-approval", "Whoever worked the run out does not lock it; ask a colleague.");

    public static readonly Refusal RunLocked = new(
        "run-locked",
        "This run is locked for good; what comes later is a line of the next run."
    );

    public static readonly Refusal LockOutOfOrder = new(
        "lock-out-of-order",
        "The months of a branch are locked in order; another month comes first."
    );

    public static readonly Refusal DraftOutdated = new(
        "draft-outdated",
        "Something that was decided or locked after this run was worked out changes it; work it out again, then lock it."
    );

    public static readonly Refusal InputAlreadyPaid = new(
        "input-already-paid",
        "Another run took in something this one counts; work it out again, then lock it."
    );

    public static readonly Refusal ClaimNotOpen = new("claim-not-open", "Nothing of this claim is open any more.");

    public static readonly Refusal ClaimNotWaived = new("claim-not-waived", "Nothing of this claim is waived.");

    public static readonly Refusal WaiverSetOff = new(
        "waiver-set-off",
        "What was waived was set off against a deduction that was taken back later; the waiver stays."
    );

    public static readonly Refusal GradeNotSet = new(
        "grade-not-set",
        "A grade that people of the branch have is not in its grade table, or in another currency; decide on it first."
    );

    public static readonly Refusal WeightsNotWhole = new(
        "weights-not-whole",
        "The three weights of performance pay do not make one hundred at the end of the month; set them first."
    );

    public static readonly Refusal OtherCurrencyCounted = new(
        "other-currency-counted",
        "Commission or a deduction was counted in another currency than the person is paid in; it has to be taken back first."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [PayTables.GradeLineOnce] = Refusal.Stale,
        [PayTables.PayLockOnce] = RunLocked,
        [PayTables.PayLockInOrder] = DraftOutdated,
        [PayTables.ClaimEntryOnce] = DraftOutdated,
        [PayTables.PayInputOnce] = InputAlreadyPaid,
        [PayTables.RunOfMonth] = Refusal.ChangedMeanwhile,
    };
}
