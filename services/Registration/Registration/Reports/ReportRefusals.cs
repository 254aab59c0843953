namespace Clinic.Registration.Reports;

/// <summary>What the acts of this area refuse.</summary>
public static class ReportRefusals
{
    /// <summary>R-104: the day's client records are complete before the reception closes.</summary>
    public static Refusal RecordsUnfinished(int pages, int visits) =>
        new(
            "records-unfinished",
            $"Finish the day's records first: {pages} front pages are no charts yet, {visits} visits have not ended."
        );

    /// <summary>Nobody signs for a day that has not come.</summary>
    public static readonly Refusal DayToCome = new("day-to-come", "Name today or a day before.", 400);
}
