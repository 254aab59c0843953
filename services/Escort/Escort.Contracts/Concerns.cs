using Clinic.Contracts;

namespace Clinic.Escort.Contracts;

/// <summary>Why somebody of the escort company has to do with a client.</summary>
public enum ConcernReason
{
    Escort,
    EscortLead,
}

/// <summary>
/// Somebody has to do with the client of an engagement, in a window of time: its lead while it is open, its escort in the hours
/// around it. Said again with a higher version when the window moves or another person takes over; of one concern and reason the highest
/// version counts.
/// </summary>
/// <param name="ConcernId">The engagement.</param>
/// <param name="PersonId">Who; nothing when it is a post.</param>
/// <param name="PostCode">The right that makes the post, held at the branch; nothing when it is a person.</param>
/// <param name="Until">Nothing while the end is open.</param>
[Fact("engagements.read")]
public sealed record ClientConcernBegan(
    Guid ConcernId,
    Guid BranchId,
    Guid ClientId,
    Guid? PersonId,
    string? PostCode,
    ConcernReason Reason,
    DateTimeOffset From,
    DateTimeOffset? Until,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>Somebody has nothing to do any more with the client of an engagement, from this instant on .</summary>
/// <param name="ConcernId">The engagement.</param>
[Fact("engagements.read")]
public sealed record ClientConcernEnded(
    Guid ConcernId,
    Guid BranchId,
    Guid ClientId,
    Guid? PersonId,
    string? PostCode,
    ConcernReason Reason,
    DateTimeOffset OccurredAt,
    int Version
);
