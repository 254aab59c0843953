namespace Clinic.Escort.Escorts;

/// <summary>What the acts of this area refuse.</summary>
public static class ProfileRefusals
{
    /// <summary>R-023: an inquiry goes to a lead of the branch.</summary>
    public static readonly Refusal LeadUnknown = new(
        "lead-unknown",
        "Nobody with this id is an escort lead of this branch; hand the inquiry to one who is."
    );

    /// <summary>R-001, R-008, R-053: the answer names every reason.</summary>
    public static readonly Refusal EscortNotEligible = new(
        "escort-not-eligible",
        "This person cannot be assigned; the reasons are listed."
    );

    /// <summary>R-036: only a suspension that is in force can be ended by hand.</summary>
    public static readonly Refusal NotSuspended = new("not-suspended", "This escort is not suspended.");

    /// <summary>R-036: nobody ends their own suspension.</summary>
    public static readonly Refusal OwnReinstatement = new("own-reinstatement", "Somebody else decides on your own suspension.");

    /// <summary>A list is asked for a time that there is.</summary>
    public static readonly Refusal PeriodImpossible = new(
        "period-impossible",
        "The period begins before it ends; a calendar is shown for at most 62 days at once.",
        400
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [ProfileTables.ReinstatementOnce] = Refusal.IdTaken,
    };

    /// <summary>The refusal of an assignment with every reason, as codes.</summary>
    internal static ProblemHttpResult NotEligible(IReadOnlyList<string> reasons)
    {
        var problem = EscortNotEligible.AsProblem();
        problem.ProblemDetails.Extensions["reasons"] = reasons;
        return problem;
    }
}
