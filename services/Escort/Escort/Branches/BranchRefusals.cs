namespace Clinic.Escort.Branches;

/// <summary>What the acts of this area refuse.</summary>
public static class BranchRefusals
{
    /// <summary>A-18: numbers are counted by year of the branch's own calendar.</summary>
    public static readonly Refusal BranchUnknown = new(
        "branch-unknown",
        "Escort has not heard yet that this branch was opened, so its year is not known; try again shortly."
    );
}
