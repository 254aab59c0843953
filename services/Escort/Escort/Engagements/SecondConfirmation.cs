namespace Clinic.Escort.Engagements;

/// <summary>That time and place were confirmed with the client a second time, as long as it holds.</summary>
public sealed class SecondConfirmation
{
    public DateTimeOffset? At { get; private set; }

    /// <summary>Counts second confirmations; an amendment or another escort asks for one more.</summary>
    public int Count { get; private set; }

    /// <summary>R-025: what was agreed is confirmed, not too long before.</summary>
    public Refusal? Give(TimeAndPlace agreed, DateTimeOffset startsAt, string place, TimeSpan before, DateTimeOffset now)
    {
        if (!agreed.IsAgreed(startsAt, place))
            return EngagementRefusals.ReconfirmationDiffers;
        if (now < agreed.StartsAt - before)
            return EngagementRefusals.ReconfirmedTooEarly;

        At = now;
        Count++;
        return null;
    }

    /// <summary>R-025: it holds no more.</summary>
    public void Withdraw() => At = null;
}
