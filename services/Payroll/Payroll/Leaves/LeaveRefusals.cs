namespace Clinic.Payroll.Leaves;

/// <summary>What the acts of this area refuse.</summary>
public static class LeaveRefusals
{
    public static readonly Refusal LeaveSpanImpossible = new(
        "leave-span-impossible",
        "A leave ends after it begins, lasts at most a year, and is recorded at most a month late.",
        400
    );

    public static readonly Refusal LeaveOverlaps = new("leave-overlaps", "The person has another leave in this time.");

    public static readonly Refusal LeaveBegun = new("leave-begun", "This leave has begun; it is not taken back any more.");

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [LeaveTables.OneLeaveAtATime] = LeaveOverlaps,
    };
}
