namespace Clinic.Registration.ClientRecords.Concerns;

/// <summary>Why somebody has to do with a client.</summary>
public enum ConcernKind
{
    Escort,
    EscortLead,
    Investigation,
    FollowUp,
}

/// <summary>What is said of somebody who has to do with a client, by whichever service.</summary>
/// <param name="PersonId">Who, or nothing when it is a post.</param>
/// <param name="PostCode">The right that makes the post, or nothing when it is a person.</param>
public sealed record Involved(Guid ClientId, Guid? PersonId, string? PostCode);

/// <summary>
/// Somebody outside the desk has to do with a client for some time: a person, or whoever holds a right at a branch. Facts may come
/// in any order and more than once: the highest version says how it stands. The client is named under the id that the other service knows;
/// who it turned out to be is looked up whenever somebody asks.
/// </summary>
public sealed class ClientConcern : IBranchScoped
{
    /// <summary>The engagement, complaint or follow-up.</summary>
    public Guid ConcernId { get; init; }

    public ConcernKind Kind { get; init; }

    /// <summary>Where the other service works on it, and where a post holds its right.</summary>
    public Guid BranchId { get; private set; }

    public Guid ClientId { get; private set; }
    public Guid? PersonId { get; private set; }
    public string? PostCode { get; private set; }
    public DateTimeOffset FromAt { get; private set; }

    /// <summary>Nothing while the end is open.</summary>
    public DateTimeOffset? UntilAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>It holds in this window as of a version.</summary>
    public void Begin(Guid branch, Involved who, DateTimeOffset from, DateTimeOffset? until, int version)
    {
        if (!Accept(branch, who, version))
            return;
        (FromAt, UntilAt) = (from, until);
    }

    /// <summary>It is over as of a version; what is heard first stands as over from the beginning.</summary>
    public void End(Guid branch, Involved who, DateTimeOffset at, int version)
    {
        if (!Accept(branch, who, version))
            return;
        (FromAt, UntilAt) = (at, at);
    }

    bool Accept(Guid branch, Involved who, int version)
    {
        if (version <= Version)
            return false;
        (BranchId, ClientId) = (branch, who.ClientId);
        (PersonId, PostCode, Version) = (who.PersonId, who.PostCode, version);
        return true;
    }
}
