namespace Clinic.Payroll.Performance;

/// <summary>Every reason why an act of this area says no.</summary>
public static class PerformanceRefusals
{
    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [PerformanceTables.EntryCountsOnce] = Refusal.ChangedMeanwhile,
    };
}
