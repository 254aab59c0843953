namespace Clinic.Payroll.Departures;

/// <summary>What the acts of this area refuse.</summary>
public static class DepartureRefusals
{
    public static readonly Refusal LastDayOutOfRange = new(
        "last-day-out-of-range",
        "The last day of work lies more than a year ahead; look at the day.",
        400
    );

    public static readonly Refusal NoDeparture = new("no-departure", "No departure of this person is recorded, or it was taken back.");

    public static readonly Refusal HireWithdrawn = new("hire-withdrawn", "The hiring of this person was taken back.");

    public static readonly Refusal AlreadyPaid = new(
        "already-paid",
        "A locked pay run has a payslip of this person; record a departure instead."
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [DepartureTables.DepartureOnce] = Refusal.Stale,
        [DepartureTables.CorrectionOnce] = Refusal.Stale,
        [DepartureTables.CorrectedOnce] = Refusal.Stale,
    };
}
