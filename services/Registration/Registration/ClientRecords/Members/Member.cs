namespace Clinic.Registration.ClientRecords.Members;

/// <summary>How a membership stands.</summary>
public enum MemberState
{
    Enrolled,
    Lapsed,
    Closed,
}

/// <summary>
/// A level of membership as the branch has it: no benefit is assumed, only from how much spending on the platform gives it.
/// </summary>
public sealed class MemberLevel : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public required string Code { get; init; }
    public string Name { get; private set; } = "";

    /// <summary>Spending within twelve months from which on a member has this level; nothing for levels only a person gives.</summary>
    public decimal? FromSpent { get; private set; }

    public uint Version { get; private set; }

    /// <summary>True when it says this already.</summary>
    public bool Says(string name, decimal? fromSpent) => (Name, FromSpent) == (name, fromSpent);

    /// <summary>Says this from now on.</summary>
    public void Write(string name, decimal? fromSpent) => (Name, FromSpent) = (name, fromSpent);
}

/// <summary>
/// A client's membership (WF-33): one that stands at a time, with a number and a level; it lapses when nobody comes, and ends by the
/// client's word.
/// </summary>
public sealed class Member : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public required string Number { get; init; }
    public Guid LevelId { get; private set; }
    public MemberState State { get; private set; }
    public Guid EnrolledBy { get; init; }
    public DateTimeOffset EnrolledAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedBy { get; private set; }
    public string? EndedBecause { get; private set; }

    /// <summary>Version of what was said of the membership.</summary>
    public int EventVersion { get; private set; } = 1;

    public uint Version { get; private set; }

    /// <summary>A new member on this level.</summary>
    public static Member New(Guid id, Guid branch, Guid client, string number, MemberLevel level, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = id,
            BranchId = branch,
            ClientId = client,
            Number = number,
            LevelId = level.Id,
            EnrolledBy = by,
            EnrolledAt = now,
        };

    /// <summary>WF-33 2: on another level from now on.</summary>
    public Refusal? MoveTo(MemberLevel level)
    {
        if (State != MemberState.Enrolled)
            return ClientRecordRefusals.MembershipEnded;

        (LevelId, EventVersion) = (level.Id, EventVersion + 1);
        return null;
    }

    /// <summary>WF-33 3: over.</summary>
    /// <param name="by">Nobody when the platform found that nobody came.</param>
    public Refusal? End(string because, Guid? by, DateTimeOffset now)
    {
        if (State != MemberState.Enrolled)
            return ClientRecordRefusals.MembershipEnded;

        State = by is null ? MemberState.Lapsed : MemberState.Closed;
        EndedBecause = because;
        EndedBy = by;
        EndedAt = now;
        EventVersion = EventVersion + 1;
        return null;
    }
}
