namespace Clinic.Registration.Visits;

/// <summary>What was bought and paid at the desk when the visit was completed, and who completed it .</summary>
public sealed class CheckOut
{
    public Guid? By { get; private set; }
    public bool Purchased { get; private set; }
    public decimal? Charge { get; private set; }
    public string? Currency { get; private set; }
    public bool Paid { get; private set; }

    /// <summary>R-080: completed only with the chart back; nothing is sold to a client who declined .</summary>
    public Refusal? Complete(VisitState state, bool treated, Guid by, bool purchased, Money? charge, bool paid)
    {
        if (state.CheckState(VisitState.ChartReturned) is { } refusal)
            return refusal;
        if (purchased && !treated)
            return VisitRefusals.PlanWasDeclined;

        By = by;
        (Purchased, Paid) = (purchased, paid);
        (Charge, Currency) = (charge?.Amount, charge?.Currency);
        return null;
    }

    /// <summary>True when exactly this was said at the desk.</summary>
    public bool Says(bool purchased, bool paid, decimal? charge, string? currency) =>
        (Purchased, Paid, Charge, Currency) == (purchased, paid, charge, currency);
}
