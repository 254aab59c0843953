namespace Clinic.Training.Staff;

/// <summary>What acts of several areas refuse because of a person or a branch.</summary>
public static class StaffRefusals
{
    /// <summary>EV-03: nobody plans training for who is no longer there.</summary>
    public static readonly Refusal EmployeeLeft = new(
        "employee-left",
        "This person has left, or the hiring was taken back; nothing more is planned, graded or certified."
    );

    /// <summary>A list is asked for a time that is none.</summary>
    public static readonly Refusal TimeTurned = new("time-turned", "The time asked for ends before it begins.", 400);

    /// <summary>A branch whose opening was not heard has no calendar here yet.</summary>
    public static readonly Refusal BranchNotKnown = new(
        "branch-not-known",
        "The opening of this branch has not arrived here yet; try again in a moment."
    );
}
