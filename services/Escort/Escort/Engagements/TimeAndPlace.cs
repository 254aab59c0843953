namespace Clinic.Escort.Engagements;

/// <summary>From when to when the service lasts and where it begins, as confirmed with the need and then agreed .</summary>
public sealed class TimeAndPlace
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public DateTimeOffset? StartsAt { get; private set; }
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>Nothing until the agreement.</summary>
    public SealedText? Place { get; private set; }

    /// <summary>R-024: the times the client needs, if they make sense.</summary>
    public Refusal? SetTimes(DateTimeOffset startsAt, DateTimeOffset endsAt, DateTimeOffset now)
    {
        if (startsAt <= now || endsAt <= startsAt || endsAt - startsAt > Longest)
            return EngagementRefusals.TimesImpossible;

        (StartsAt, EndsAt) = (startsAt, endsAt);
        return null;
    }

    /// <summary>R-024: times and place as agreed, if the times make sense.</summary>
    public Refusal? Set(Terms terms, DateTimeOffset now)
    {
        if (SetTimes(terms.StartsAt, terms.EndsAt, now) is { } refusal)
            return refusal;

        Place = terms.Place;
        return null;
    }

    /// <summary>R-025: true when exactly this was agreed. The engagement was opened before.</summary>
    public bool IsAgreed(DateTimeOffset startsAt, string place) => startsAt == StartsAt && place == Place?.Read();

    /// <summary>R-014: every minute begun after the agreed time counts.</summary>
    public int MinutesLate(DateTimeOffset arrived) => (int)Math.Ceiling(Math.Max(0, (arrived - StartsAt!.Value).TotalMinutes));
}
