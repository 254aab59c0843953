namespace Clinic.Payroll.Discipline;

/// <summary>What the acts of this area refuse.</summary>
public static class DisciplineRefusals
{
    public static readonly Refusal OwnCase = new(
        "own-case",
        "Nobody opens, hears, decides or carries out a case against themselves; ask a colleague."
    );

    public static readonly Refusal Concerned = new(
        "concerned",
        "Whoever reported the matter or found who is responsible does not judge it as well; ask a colleague."
    );

    public static readonly Refusal CaseOutOfOrder = new("case-out-of-order", "The case is not at this step; read it again.");

    public static readonly Refusal CaseExists = new(
        "case-exists",
        "There already is a case against this person because of the same matter."
    );

    public static readonly Refusal NotHeard = new("not-heard", "Hear the employee and note what they say first.");

    public static readonly Refusal PenaltyNotAllowed = new(
        "penalty-not-allowed",
        "This consequence is not among those the case allows; read which ones are."
    );

    public static readonly Refusal AmountMissing = new("amount-missing", "A fine or wage deduction names its amount.", 400);

    public static readonly Refusal AmountNotFitting = new("amount-not-fitting", "Only a fine or wage deduction has an amount.", 400);

    public static readonly Refusal DeductionCurrency = new("deduction-currency", "Money is kept from pay in the currency of the pay.");

    public static readonly Refusal DeciderExecutes = new(
        "decider-executes",
        "Whoever decided the case does not put it into effect as well; ask a colleague."
    );

    public static readonly Refusal EmployeeNotNotified = new(
        "employee-not-notified",
        "Tell the employee first; the decision takes effect after that."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [DisciplineTables.CaseOfSource] = CaseExists,
    };
}
