namespace Clinic.Payroll.Grades;

/// <summary>What the acts of this area refuse.</summary>
public static class GradeRefusals
{
    public static readonly Refusal BranchNotKnown = new(
        "branch-not-known",
        "Payroll has not heard yet that this branch was opened; try again shortly."
    );

    public static readonly Refusal GradeFromNotLater = new(
        "grade-from-not-later",
        "A base grade begins after the one before it; name a later day."
    );

    public static readonly Refusal GradeFromTooFar = new("grade-from-too-far", "A base grade is decided at most two years ahead.", 400);

    public static readonly Refusal OtherCurrency = new(
        "other-currency",
        "Base pay stays in the currency agreed when the person was hired."
    );
}
