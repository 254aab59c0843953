namespace Clinic.Escort.Clients;

/// <summary>
/// A completed visit of a client, by which they are not new any more, unless it was voided; the higher version counts, in whatever
/// order the two are heard.
/// </summary>
[OutsideScope("Ids and times only; who is new is new to the whole group.")]
public sealed class ClientVisit
{
    public Guid Id { get; init; }

    /// <summary>Nothing while only the voiding was heard of.</summary>
    public Guid? ClientId { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public int CompletedVersion { get; private set; }
    public int VoidedVersion { get; private set; }

    /// <summary>True while it was not voided.</summary>
    public bool Counts => CompletedAt is not null && CompletedVersion > VoidedVersion;

    /// <summary>The clinic is done with it.</summary>
    public void Complete(Guid client, DateTimeOffset at, int version)
    {
        if (version > CompletedVersion)
            (ClientId, CompletedAt, CompletedVersion) = (client, at.ToUniversalTime(), version);
    }

    /// <summary>It was entered by mistake.</summary>
    public void Void(int version) => VoidedVersion = Math.Max(VoidedVersion, version);
}
