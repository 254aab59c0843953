namespace Clinic.Escort.Clients;

/// <summary>
/// A client of the group as far as escorting needs it: that there is one, and whether anything happened with them before, which
/// decides who is new. No name, no number.
/// </summary>
[OutsideScope("Ids and times only; escort branches accompany clients of every branch, and who is new is new to the whole group.")]
public sealed class KnownClient
{
    public Guid Id { get; init; }

    /// <summary>Nothing while only a visit of theirs was heard of.</summary>
    public DateTimeOffset? FirstSeenAt { get; private set; }

    /// <summary>When the earliest completed visit that counts was.</summary>
    public DateTimeOffset? VisitedAt { get; private set; }

    /// <summary>The first agreement that still stands.</summary>
    public Guid? EngagementId { get; private set; }

    /// <summary>Who they turned out to be, as long as that stands.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>Of the last word on whether they are somebody else.</summary>
    public int MergeVersion { get; private set; }

    /// <summary>The desk registered them.</summary>
    public void Register(DateTimeOffset at) => FirstSeenAt ??= at.ToUniversalTime();

    /// <summary>They were treated, if any visit counts; the earliest is kept.</summary>
    public void Visit(IEnumerable<ClientVisit> visits) =>
        VisitedAt = visits.Where(visit => visit.Counts).Select(visit => visit.CompletedAt).Order().FirstOrDefault();

    /// <summary>They are this client, or nobody else, as of this version; facts may come in any order.</summary>
    public void SetSurvivor(Guid? kept, int version)
    {
        if (version <= MergeVersion)
            return;
        (MergedInto, MergeVersion) = (kept, version);
    }

    /// <summary>True when no visit and no other agreement came before this one.</summary>
    public bool IsNewFor(Guid engagement) => VisitedAt is null && (EngagementId is null || EngagementId == engagement);

    /// <summary>An agreement with them was signed.</summary>
    public void Engage(Guid engagement) => EngagementId ??= engagement;

    /// <summary>The agreement was called off, as if it had never been.</summary>
    public void Disengage(Guid engagement)
    {
        if (EngagementId == engagement)
            EngagementId = null;
    }
}
