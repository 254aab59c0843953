namespace Clinic.ServiceDefaults;

/// <summary>
/// Something that waits for a person, or for whoever holds the right of its kind at its branch; gone once it is settled. The kind says
/// what it is about, which act settles it and who may.
/// </summary>
[OutsideScope("Holds codes, ids and times only; each item is shown to the person it is for or to holders of its kind's right there.")]
public sealed class WorkItemRow
{
    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public Guid SubjectId { get; init; }

    /// <summary>A second id that the settling act needs, for example the arrival of a greeting.</summary>
    public Guid? Detail { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>For whom it waits; nobody when it waits for a post.</summary>
    public Guid? PersonId { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who is not shown it, although they hold the right of its kind.</summary>
    public Guid[] ExceptIds { get; init; } = [];
}

/// <summary>How far the round over nouns of before is; there is one row for each kind of noun.</summary>
[OutsideScope("Holds names of nouns, an id and a time only.")]
public sealed class WorkRoundRow
{
    /// <summary>The noun, and the how many-th round over it.</summary>
    public required string Name { get; init; }

    /// <summary>The last noun whose items are made in the pass that is under way.</summary>
    public Guid After { get; init; }

    /// <summary>How often all were looked at.</summary>
    public int Passes { get; init; }

    /// <summary>When the last pass ended; nothing before the first did.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
