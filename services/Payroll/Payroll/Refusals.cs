namespace Clinic.Payroll;

/// <summary>Every reason this service says no.</summary>
public static class Refusals
{
    public static readonly Refusal BranchNotKnown =
            new("branch-not-known", "Payroll has not heard yet that this branch was opened; try again shortly."),
        HireDateOutOfRange = new("hire-date-out-of-range", "The first day of work lies more than a year ahead or before 1950.", 400),
        OwnSupervisor = new("own-supervisor", "Nobody is their own supervisor."),
        SupervisorNotKnown = new("supervisor-not-known", "The supervisor is not employed here."),
        OwnEmployment = new("own-employment", "Nobody decides about their own employment, post, pay or departure; ask a colleague."),
        EmployeeLeft = new("employee-left", "This person has left; the record is closed."),
        GradeFromNotLater = new("grade-from-not-later", "A base grade begins after the one before it; name a later day."),
        GradeFromTooFar = new("grade-from-too-far", "A base grade is decided at most two years ahead.", 400),
        OtherCurrency = new("other-currency", "Base pay stays in the currency agreed when the person was hired."),
        LastDayInFuture = new("last-day-in-future", "A departure is recorded on the last day of work or after it."),
        LastDayBeforeHire = new("last-day-before-hire", "The last day of work lies before the first."),
        SignedInFuture = new("signed-in-future", "The agreement is recorded once it has been signed."),
        LeaveSpanImpossible =
            new("leave-span-impossible", "A leave ends after it begins, lasts at most a year, and is recorded at most a month late.", 400),
        LeaveOverlaps = new("leave-overlaps", "The person has another leave in this time."),
        LeaveBegun = new("leave-begun", "This leave has begun; it is not taken back any more."),
        RangeTurned = new("range-turned", "The first day lies after the last.", 400),
        PayIsOfTheGroup =
            new("pay-is-of-the-group", "Pay counts work at every branch; somebody with this right in the whole group works it out.", 403),
        MonthNotBegun = new("month-not-begun", "This month has not begun in the branch."),
        MonthNotOver = new("month-not-over", "This month is not over in the branch; a run is locked after its last day."),
        CalculatedTooEarly =
            new("calculated-too-early", "The run was worked out before the month was over; work it out again, then lock it."),
        SelfApproval = new("self-approval", "Whoever worked the run out does not lock it; ask a colleague."),
        RunLocked = new("run-locked", "This run is locked for good; what comes later is a line of the next run."),
        InputAlreadyPaid = new("input-already-paid", "Another run took in something this one counts; work it out again, then lock it."),
        GradeNotInTable =
            new(
                "grade-not-in-table",
                "The branch's grade table has no such grade on that day; name the amount agreed, or decide on the grade first."
            ),
        GradeNotSet =
            new(
                "grade-not-set",
                "A grade that people of the branch have is not in its grade table, or in another currency; decide on it first."
            ),
        WeightsNotWhole =
            new(
                "weights-not-whole",
                "The three weights of performance pay do not make one hundred at the end of the month; set them first."
            ),
        OtherCurrencyCounted =
            new(
                "other-currency-counted",
                "Commission or a deduction was counted in another currency than the person is paid in; it has to be taken back first."
            );

    public static readonly Refusal OwnCase =
            new("own-case", "Nobody opens, hears, decides or carries out a case against themselves; ask a colleague."),
        Concerned = new("concerned", "Whoever reported the matter or found who is responsible does not judge it as well; ask a colleague."),
        CaseOutOfOrder = new("case-out-of-order", "The case is not at this step; read it again."),
        CaseExists = new("case-exists", "There already is a case against this person because of the same matter."),
        NotHeard = new("not-heard", "Hear the employee and note what they say first."),
        PenaltyNotAllowed = new("penalty-not-allowed", "This consequence is not among those the case allows; read which ones are."),
        AmountMissing = new("amount-missing", "A fine or wage deduction names its amount.", 400),
        AmountNotFitting = new("amount-not-fitting", "Only a fine or wage deduction has an amount.", 400),
        DeductionCurrency = new("deduction-currency", "Money is kept from pay in the currency of the pay."),
        DeciderExecutes = new("decider-executes", "Whoever decided the case does not put it into effect as well; ask a colleague."),
        EmployeeNotNotified = new("employee-not-notified", "Tell the employee first; the decision takes effect after that.");

    /// <summary>Rules that hold under concurrency are constraints; this is what each one says when it is broken.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        ["fk_employee_supervisor_id"] = SupervisorNotKnown,
        [PayrollDb.OneLeaveAtATime] = LeaveOverlaps,
        ["pk_pay_term"] = Refusal.Stale,
        ["pk_post_change"] = Refusal.Stale,
        ["ux_discipline_case_of_source"] = CaseExists,
        // A penalty put into effect twice at one moment: the line of the deduction is where the second one meets the first.
        ["ux_performance_entry_counts_once"] = Refusal.ChangedMeanwhile,

        ["pk_grade_line"] = Refusal.Stale,
        ["pk_pay_lock"] = RunLocked,
        ["pk_pay_input"] = InputAlreadyPaid,
        ["ux_pay_run_one_per_month"] = Refusal.ChangedMeanwhile,
    };
}
