using System.Diagnostics.CodeAnalysis;

namespace Clinic.Registration.Visits.Waiting;

/// <summary>What the attendant did for, or saw of, somebody who waits.</summary>
public enum CareKind
{
    Refreshment,
    Comfort,
    WentAway,
    CameBack,
}

/// <summary>What is handed to a waiting client.</summary>
public enum Refreshment
{
    Water,
    Tea,
    Magazine,
    Newspaper,
    Sweets,
    Fruit,
    Food,
}

/// <summary>How the client seemed; an anxious or seriously ill one gets a care note .</summary>
public enum Mood
{
    Calm,
    Anxious,
    SeriouslyIll,
}

/// <summary>
/// One line of the waiting area's log. The note never leaves the branch; it is sealed under a key of the visit,
/// because the client is often not known when it is written.
/// </summary>
public sealed class WaitingCare : IBranchScoped, IAppendOnly, IHasSealedTexts
{
    public Guid Id { get; init; }

    /// <summary>The visit, or the arrival that is not identified yet.</summary>
    public Guid VisitId { get; init; }

    public Guid BranchId { get; init; }
    public CareKind Kind { get; init; }
    public IReadOnlyList<Refreshment> Items { get; init; } = [];
    public Mood? Mood { get; init; }
    public SealedText? Note { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }

    public Guid SubjectId => VisitId;

    /// <summary>True when the same was written under this id before.</summary>
    public bool SaysTheSame([NotNullWhen(true)] WaitingCare? other) =>
        other is not null
        && (VisitId, Kind, Mood, Note?.Read()) == (other.VisitId, other.Kind, other.Mood, other.Note?.Read())
        && Items.SequenceEqual(other.Items);
}
