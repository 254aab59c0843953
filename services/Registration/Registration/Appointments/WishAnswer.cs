namespace Clinic.Registration.Appointments;

/// <summary>
/// Which wish an appointment answers, and when. Of two wishes the later one counts, whichever arrives first; listeners go by the instant
/// of the answer.
/// </summary>
public sealed class WishAnswer
{
    /// <summary>When the wish was said that this answers.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When it was last answered anew.</summary>
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>A wish that has no answer yet.</summary>
    public void Begin(DateTimeOffset askedAt) => (AskedAt, GivenAt) = (ToMicroseconds(askedAt), ToMicroseconds(askedAt));

    /// <summary>True when this wish came after the one that was answered last.</summary>
    public bool IsOlderThan(Wish wish) => ToMicroseconds(wish.AskedAt) > AskedAt;

    /// <summary>Answers this wish from now on.</summary>
    public void SetWish(Wish wish) => AskedAt = ToMicroseconds(wish.AskedAt);

    /// <summary>Answered anew; later than the answer before, whichever copy's clock is behind.</summary>
    public void Renew(DateTimeOffset now) => GivenAt = ToMicroseconds(now) > GivenAt ? ToMicroseconds(now) : GivenAt.AddMicroseconds(1);

    /// <summary>As exact as the database keeps an instant, so that a wish that comes again is known by its time.</summary>
    internal static DateTimeOffset ToMicroseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
