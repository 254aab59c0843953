using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Rosters;

/// <summary>
/// Who is at which post of a branch on one clinic day (WF-52 2): a draft until it is published. From then on people are only replaced, and
/// doctors are booked within their shifts.
/// </summary>
public sealed class Roster : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>How often it was written down or changed.</summary>
    public int Drafts { get; private set; }

    public Guid? WrittenBy { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public Guid? PublishedBy { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Written down anew.</summary>
    public Refusal? Write(Guid by)
    {
        if (PublishedAt is not null)
            return PremisesRefusals.RosterPublished;

        Drafts++;
        WrittenBy = by;
        return null;
    }

    /// <summary>Holds from now on.</summary>
    public void Publish(Guid by, DateTimeOffset now) => (PublishedAt, PublishedBy) = (now, by);

    /// <summary>Somebody takes a post that was left.</summary>
    public Refusal? Replace()
    {
        if (PublishedAt is null)
            return PremisesRefusals.RosterNotPublished;

        Drafts++;
        return null;
    }
}

/// <summary>
/// One person at one post for a part of a clinic day. Nobody is at two posts at once, so whoever is rostered for retention does nothing
/// else meanwhile.
/// </summary>
public sealed class Shift : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid RosterId { get; init; }
    public Guid BranchId { get; init; }
    public DateOnly Day { get; init; }
    public Guid EmployeeId { get; init; }
    public DutyPost Post { get; init; }

    /// <summary>Without one, the ground floor.</summary>
    public Guid? FloorId { get; init; }

    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>True when it fills what somebody else left.</summary>
    public bool IsReplacement { get; init; }

    /// <summary>R-281: whoever talks clients round does so as director on duty.</summary>
    public string? Title => Post == DutyPost.Retention ? "DutyDirector" : null;
}

/// <summary>A post nobody is at for a part of the day, from when it was found until somebody fills it (WF-52 3, 4).</summary>
public sealed class CoverageGap : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid RosterId { get; init; }
    public Guid BranchId { get; init; }
    public Guid? FloorId { get; init; }
    public DutyPost Post { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset? FilledAt { get; private set; }

    /// <summary>Who took the post; nobody when it was filled by an absence taken back.</summary>
    public Guid? FilledBy { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Nobody is missing any more, or for another time than this.</summary>
    public void Fill(Guid? by, DateTimeOffset now) => (FilledAt, FilledBy) = (now, by);
}
