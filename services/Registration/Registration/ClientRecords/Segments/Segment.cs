using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Segments;

/// <summary>From how much on a client is a key client.</summary>
public sealed record KeyFrom(int Visits, decimal Spent)
{
    /// <summary>A-36: by visits or spending within twelve months.</summary>
    internal static readonly Policy<int> VisitsPolicy = new("segment.keyVisits", 6, 1, 1000, "default, unconfirmed (A-36)");

    /// <summary>In the currency of the branch.</summary>
    internal static readonly Policy<decimal> SpentPolicy = new(
        "segment.keySpent",
        10_000m,
        1m,
        100_000_000m,
        "default, unconfirmed (A-36)"
    );

    internal static KeyFrom Of(PolicyBook policies, Guid branch, DateTimeOffset at) =>
        new(policies.Value(VisitsPolicy, branch, at), policies.Value(SpentPolicy, branch, at));
}

/// <summary>
/// Which group a client belongs to. Key clients get more care, never a better place in the queue; potential
/// ones have shown interest and bought nothing yet; regular ones bought within twelve months, dormant ones before.
/// </summary>
public static class SegmentRule
{
    public static ClientSegment Of(RecentActivity lately, KeyFrom key) =>
        lately.Visits >= key.Visits || lately.Spent >= key.Spent ? ClientSegment.Key
        : lately.BoughtLately ? ClientSegment.Regular
        : lately.EverBought ? ClientSegment.Dormant
        : ClientSegment.Potential;
}

/// <summary>A client came into another group: by the platform's figures, or by a person's word with a reason.</summary>
public sealed class SegmentChange : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid ClientId { get; init; }
    public ClientSegment Was { get; init; }
    public ClientSegment Became { get; init; }

    /// <summary>Nobody when the platform decided.</summary>
    public Guid? ChangedBy { get; init; }

    public string? Reason { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Puts a client into another group, and says so.</summary>
    internal static void Move(RegistrationDb db, Client client, ClientSegment segment, Guid? by, string? reason, DateTimeOffset now)
    {
        if (client.Segment == segment)
            return;
        db.Add(
            new SegmentChange
            {
                Id = Guid.CreateVersion7(now),
                BranchId = client.BranchId,
                ClientId = client.Id,
                Was = client.Segment,
                Became = segment,
                ChangedBy = by,
                Reason = reason,
                ChangedAt = now,
            }
        );
        client.MoveToSegment(segment);
        db.Publish(new SegmentChanged(client.Id, client.BranchId, segment, now, client.EventVersion), client.Id);
    }
}
