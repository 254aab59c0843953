namespace Clinic.Payroll.Performance;

/// <summary>What the acts of this area refuse.</summary>
public static class PerformanceRefusals
{
    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [PerformanceTables.EntryCountsOnce] = Refusal.ChangedMeanwhile,
    };
}
