namespace Clinic.Registration.Visits.Arrivals;

/// <summary>How a branch is built and whom it keeps apart.</summary>
static class BranchLayoutPolicies
{
    public static readonly Policy<bool>
        // return clients go straight to the floor guide.
        RegistersApart = new("branch.separateFirstReturnRegistration", false, false, true, "004 6.2.2 (R-313)"),
        // the greeter hands clients over to a guide upstairs.
        HasFloors = new("branch.multiFloor", false, false, true, "004 6.2.2 (R-317)"),
        // without one, clients walk up.
        HasLift = new("branch.hasLift", true, false, true, "004 6.2.2 (R-318)");
}
