namespace Clinic.Escort.Engagements;

/// <summary>What the lead confirmed with the client beside time and place: where the client will be treated.</summary>
public sealed class Need
{
    /// <summary>The branch of the group where the client will be treated; nothing for a hospital outside.</summary>
    public Guid? ClinicBranchId { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>R-024: the lead went through it with the client.</summary>
    public void Confirm(Guid? clinic, DateTimeOffset now) => (ClinicBranchId, ConfirmedAt) = (clinic, now);
}
