using Clinic.Escort.Escorts;

namespace Clinic.Escort.Engagements;

/// <summary>Whether an escort got an engagement or lost it.</summary>
public enum AssignmentKind
{
    Assigned,
    TakenBack,
}

/// <summary>
/// One line of who had an engagement: given with what made the escort eligible then, or taken back with a reason. Never changed.
/// </summary>
public sealed class AssignmentEntry : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid EngagementId { get; init; }
    public Guid BranchId { get; init; }
    public Guid EscortId { get; init; }

    /// <summary>Which escort of the engagement, from 1: lines of one round are given first, then taken back.</summary>
    public int Round { get; init; }

    public AssignmentKind Kind { get; init; }

    /// <summary>What was found when the escort was assigned.</summary>
    public Eligibility? Eligibility { get; init; }

    public string? ReasonCode { get; init; }

    /// <summary>True when the client was told of the change.</summary>
    public bool? ClientTold { get; init; }

    /// <summary>Empty when the platform itself did it.</summary>
    public Guid By { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The engagement is given.</summary>
    public static AssignmentEntry Given(Engagement engagement, Eligibility found, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            EngagementId = engagement.Id,
            BranchId = engagement.BranchId,
            EscortId = found.EscortId,
            Round = engagement.Assignment.Round,
            Kind = AssignmentKind.Assigned,
            Eligibility = found,
            By = by,
            At = now,
        };

    /// <summary>The engagement is taken back; asked before the engagement forgets its escort.</summary>
    public static AssignmentEntry TakenBack(
        Engagement engagement,
        string reasonCode,
        Guid by,
        DateTimeOffset now,
        bool? clientTold = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            EngagementId = engagement.Id,
            BranchId = engagement.BranchId,
            EscortId = engagement.EscortId ?? Guid.Empty,
            Round = engagement.Assignment.Round,
            Kind = AssignmentKind.TakenBack,
            ReasonCode = reasonCode,
            ClientTold = clientTold,
            By = by,
            At = now,
        };
}
