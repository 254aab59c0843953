namespace Clinic.Escort.Engagements;

/// <summary>The fee of the agreement, and when it was settled .</summary>
public sealed class AgreedFee
{
    public decimal? Amount { get; private set; }
    public string? Currency { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>R-024: this was agreed.</summary>
    public void Set(Money fee) => (Amount, Currency) = (fee.Amount, fee.Currency);

    /// <summary>R-027: what is collected is what was agreed.</summary>
    public Refusal? RecordPayment(Money paid, DateTimeOffset now)
    {
        if (paid != new Money(Amount!.Value, Currency!))
            return EngagementRefusals.FeeDiffers;

        SettledAt = now;
        return null;
    }
}
