using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Campaigns;

/// <summary>How far a campaign is.</summary>
public enum CampaignState
{
    Planned,
    Sent,
    Measured,
}

/// <summary>
/// Care or marketing aimed at one group of clients (R-110, WF-35 8): planned, sent to those who agreed to be contacted, measured by who
/// came.
/// </summary>
public sealed class Campaign : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public required string Title { get; init; }

    /// <summary>Care or marketing; decides which consent is asked for.</summary>
    public ConsentKind Kind { get; init; }

    public ClientSegment Segment { get; init; }
    public DateOnly PlannedFor { get; init; }

    /// <summary>For how many days after the sending a visit counts.</summary>
    public int Days { get; init; }

    public Guid PlannedBy { get; init; }
    public CampaignState State { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Reach { get; private set; }
    public int? Visits { get; private set; }
    public int? Visitors { get; private set; }
    public DateTimeOffset? MeasuredAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Sent to so many; once.</summary>
    public void Send(int reach, DateTimeOffset now) => (State, Reach, SentAt) = (CampaignState.Sent, reach, now);

    /// <summary>What came of it; again as long as its days run.</summary>
    public Refusal? Measure(int visits, int visitors, DateTimeOffset now)
    {
        if (SentAt is null)
            return ClientRecordRefusals.CampaignNotSent;

        State = CampaignState.Measured;
        Visits = visits;
        Visitors = visitors;
        MeasuredAt = now;
        return null;
    }
}

/// <summary>Somebody a campaign was sent to.</summary>
public sealed class CampaignTarget : IBranchScoped, IAppendOnly
{
    public Guid CampaignId { get; init; }
    public Guid ClientId { get; init; }
    public Guid BranchId { get; init; }
}
