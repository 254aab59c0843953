using Clinic.Contracts;

namespace Clinic.Feedback.Contracts;

/// <summary>Why somebody who asks clients afterwards has to do with a client.</summary>
public enum ConcernReason
{
    Investigation,
    FollowUp,
}

/// <summary>
/// Somebody has to do with the client of a complaint or of a follow-up: who investigates, while nothing is found, and whoever calls
/// clients of the branch, while the follow-up is open. Said again with a higher version when another person takes over; of one concern and
/// reason the highest version counts.
/// </summary>
/// <param name="ConcernId">The complaint or the follow-up.</param>
/// <param name="PersonId">Who; nothing when it is a post.</param>
/// <param name="PostCode">The right that makes the post, held at the branch; nothing when it is a person.</param>
/// <param name="Until">Nothing while the end is open.</param>
[Fact("complaints.read")]
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

/// <summary>Somebody has nothing to do any more with the client of a complaint or of a follow-up, from this instant on .</summary>
/// <param name="ConcernId">The complaint or the follow-up.</param>
[Fact("complaints.read")]
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
