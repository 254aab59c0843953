namespace Clinic.Escort.Engagements;

/// <summary>
/// Counts what was said of who has to do with the client. The first number is 2, since 1 is what an engagement of an earlier build, of
/// which nothing was said, is told with.
/// </summary>
public sealed class ConcernCount
{
    public int Last { get; private set; }

    /// <summary>The version with which it is told again.</summary>
    public int Told => Math.Max(Last, 1);

    /// <summary>The version of the next fact.</summary>
    public int Next() => Last = Told + 1;
}
