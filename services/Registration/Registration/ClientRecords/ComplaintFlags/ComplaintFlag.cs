using Clinic.Feedback.Contracts;

namespace Clinic.Registration.ClientRecords.ComplaintFlags;

/// <summary>How a complaint stands, as far as the desk has to know.</summary>
public enum ComplaintFlagState
{
    Open,
    Closed,
    Overturned,
}

/// <summary>
/// Reminds whoever meets a client next of a complaint that is not settled; what it is about stays in Feedback. Facts may come in
/// any order: the highest version says how the complaint stands, and the filing, whenever it is heard, whose it is.
/// </summary>
public sealed class ComplaintFlag : IBranchScoped
{
    /// <summary>The complaint.</summary>
    public Guid Id { get; init; }

    /// <summary>The client's branch; while no client is known, the complaint's.</summary>
    public Guid BranchId { get; private set; }

    /// <summary>Unknown while the filing was not heard, or when it names nobody.</summary>
    public Guid? ClientId { get; private set; }

    public Guid? VisitId { get; private set; }

    /// <summary>The accompanied visit it is about, if it is about one.</summary>
    public Guid? EngagementId { get; private set; }

    /// <summary>Whom it is about, as it was filed: they do not see it.</summary>
    public Guid[] AccusedIds { get; private set; } = [];

    /// <summary>Unknown while the filing was not heard, and of one that an earlier build heard until it is told again.</summary>
    public DateTimeOffset? FiledAt { get; private set; }

    public ComplaintKind? Kind { get; private set; }
    public ComplaintFlagState State { get; private set; }
    public int Version { get; private set; }

    /// <summary>A complaint nothing is known of yet.</summary>
    public static ComplaintFlag Unknown(Guid complaint, Guid branch) => new() { Id = complaint, BranchId = branch };

    /// <summary>The complaint stands like this as of a version.</summary>
    public void SetState(ComplaintFlagState state, int version)
    {
        if (version <= Version)
            return;
        (State, Version) = (state, version);
    }

    /// <summary>Whose it is, of which kind, and about which visit and whom.</summary>
    /// <param name="client">The client as known here and the client's branch, if known.</param>
    public void SetClient((Guid Id, Guid BranchId)? client, ComplaintFiled fact)
    {
        BranchId = client?.BranchId ?? fact.BranchId;
        ClientId = client?.Id ?? fact.ClientId;
        VisitId = fact.VisitId;
        EngagementId = fact.EngagementId;
        AccusedIds = [.. fact.AccusedIds];
        FiledAt = fact.FiledAt;
        Kind = fact.Kind;
    }
}
