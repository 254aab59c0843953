namespace Clinic.Escort.Engagements;

/// <summary>What lead and client agreed: when, where, for how much.</summary>
public sealed record Terms(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, Money Fee, bool HighDifficulty);

/// <summary>
/// That lead and client signed, and what was fixed with it: how hard the service is, and who brought the client.
/// Time, place and fee are parts of their own, and so is its number, which is unique.
/// </summary>
public sealed class Agreement
{
    /// <summary>Rises with every amendment.</summary>
    public int Version { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }
    public Guid? SignedBy { get; private set; }

    /// <summary>A-28: marked by the lead before the service.</summary>
    public bool HighDifficulty { get; private set; }

    public bool NewClient { get; private set; }
    public Guid? ReferrerId { get; private set; }

    /// <summary>
    /// The client is accompanied once at a time by it; not said of what an earlier build agreed for two engagements at once.
    /// </summary>
    public bool IsAlone { get; private set; }

    /// <summary>R-024: both signed; R-039: who brought the client is fixed here.</summary>
    public void Sign(bool highDifficulty, bool newClient, Guid? referrer, Guid by, DateTimeOffset now)
    {
        (Version, SignedAt, SignedBy) = (1, now, by);
        (HighDifficulty, NewClient, ReferrerId) = (highDifficulty, newClient, referrer);
        IsAlone = true;
    }

    /// <summary>R-024: lead and client change what was agreed; who brought the client stays.</summary>
    public void Amend(bool highDifficulty)
    {
        HighDifficulty = highDifficulty;
        IsAlone = true;
        Version++;
    }
}
