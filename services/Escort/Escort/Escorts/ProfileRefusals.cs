namespace Clinic.Escort.Escorts;

/// <summary>What the acts of this area refuse.</summary>
public static class ProfileRefusals
{
    /// <summary>An inquiry goes to a person of the group.</summary>
    public static readonly Refusal LeadUnknown = new(
        "lead-unknown",
        "Nobody with this id works here; hand the inquiry to an escort lead of the group."
    );

    /// <summary>R-001, R-008, R-053: the answer names every reason.</summary>
    public static readonly Refusal EscortNotEligible = new(
        "escort-not-eligible",
        "This person cannot be assigned; the reasons are listed."
    );

    /// <summary>The refusal of an assignment with every reason, as codes.</summary>
    internal static ProblemHttpResult NotEligible(IReadOnlyList<string> reasons)
    {
        var problem = EscortNotEligible.AsProblem();
        problem.ProblemDetails.Extensions["reasons"] = reasons;
        return problem;
    }
}
