namespace Clinic.Payroll.Discipline;

/// <summary>What a case can end with.</summary>
public enum PenaltyKind
{
    CriticismEducation,
    Warning,
    Fine,
    WageDeduction,
    RetrainAndResit,
    PostAdjustment,
    Dismissal,
}

/// <summary>A decision as written down; money for a fine or wage deduction only.</summary>
public sealed record CaseDecision(PenaltyKind Kind, string Reason, Money? Amount, string? TopicCode);

/// <summary>Which consequences the handbooks name for which source and category of employee.</summary>
public static class Penalties
{
    /// <summary>How many days a person has for the training and the resit.</summary>
    public static readonly Policy<int> RetrainDays = new("discipline.retrain.dueDays", 14, 1, 180, "default, unconfirmed (R-036)");

    static readonly PenaltyKind[] All = Enum.GetValues<PenaltyKind>();

    /// <summary>
    /// An escort who failed twice: R-036; other staff who did: WF-17 12; an escort who broke a rule: R-066; everything else the whole
    /// list of WF-24 3.
    /// </summary>
    public static IReadOnlyList<PenaltyKind> For(CaseSource source, bool isEscort) =>
        (source, isEscort) switch
        {
            (CaseSource.ConsecutiveFailures, true) => [PenaltyKind.Warning, PenaltyKind.RetrainAndResit, PenaltyKind.Dismissal],
            (CaseSource.ConsecutiveFailures, false) =>
            [
                PenaltyKind.CriticismEducation,
                PenaltyKind.RetrainAndResit,
                PenaltyKind.PostAdjustment,
            ],
            (CaseSource.Violation, true) => [PenaltyKind.Warning, PenaltyKind.Fine, PenaltyKind.Dismissal],
            _ => All,
        };

    /// <summary>True for what keeps money from pay.</summary>
    public static bool TakesMoney(PenaltyKind kind) => kind is PenaltyKind.Fine or PenaltyKind.WageDeduction;
}
