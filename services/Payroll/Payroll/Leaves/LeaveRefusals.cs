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

    public static readonly Refusal LeaveBegun = new(
        "leave-begun",
        "This leave has begun; it is not taken back any more, but it can end early."
    );

    public static readonly Refusal LeaveAfterLastDay = new(
        "leave-after-last-day",
        "The leave reaches beyond the person's last day of work."
    );

    public static readonly Refusal LeaveNotBegun = new("leave-not-begun", "This leave has not begun; cancel it instead.");

    public static readonly Refusal LeaveIsCancelled = new("leave-cancelled", "This leave was cancelled.");

    public static readonly Refusal LeaveEnded = new("leave-ended", "An early return from this leave is recorded already.");

    public static readonly Refusal EarlyReturnImpossible = new(
        "early-return-impossible",
        "An early return lies after the beginning of the leave and before its end.",
        400
    );

    public static readonly Refusal TimeTurned = new("time-turned", "The time asked for ends before it begins.", 400);

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [LeaveTables.OneLeaveAtATime] = LeaveOverlaps,
    };
}
