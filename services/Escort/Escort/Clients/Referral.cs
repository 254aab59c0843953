namespace Clinic.Escort.Clients;

/// <summary>
/// Whose word brought a new client (WF-41): fixed when the agreement is signed, before any visit, one referrer per client for
/// good; converted by the client's first accompanied visit.
/// </summary>
[OutsideScope("Ids and times only; one referrer per client holds for the whole group, so every branch must meet the same row.")]
public sealed class Referral
{
    public Guid Id { get; init; }
    public Guid ClientId { get; init; }
    public Guid ReferrerId { get; init; }

    /// <summary>Where it was agreed.</summary>
    public Guid EngagementId { get; init; }

    public DateTimeOffset AgreedAt { get; init; }
    public DateTimeOffset? ConvertedAt { get; private set; }

    /// <summary>The referral that an agreement fixes.</summary>
    public static Referral Of(Guid engagement, Guid client, Guid referrer, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ClientId = client,
            ReferrerId = referrer,
            EngagementId = engagement,
            AgreedAt = now,
        };

    /// <summary>True when this is the client's first accompanied visit.</summary>
    public bool Convert(DateTimeOffset now)
    {
        if (ConvertedAt is not null)
            return false;
        ConvertedAt = now;
        return true;
    }
}
