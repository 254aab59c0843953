using Clinic.Feedback.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>How a complaint stands, as far as the lead has to know.</summary>
public enum KnownComplaintState
{
    Open,
    Closed,
    Overturned,
}

/// <summary>
/// That there is a complaint about somebody, and how it stands; what it says stays in Feedback. Facts may come in any order:
/// the filing says whom it names, the highest version of a finding who answers for it, and the highest version of the others how it stands.
/// </summary>
[OutsideScope("Ids, codes and states only; read only together with the profile of an escort, whose branch decides who sees it.")]
public sealed class KnownComplaint
{
    public Guid Id { get; init; }

    /// <summary>Nothing while only what came of it was heard.</summary>
    public DateTimeOffset? FiledAt { get; private set; }
    public ComplaintKind? Kind { get; private set; }
    public Guid? EngagementId { get; private set; }
    public Guid[] AccusedIds { get; private set; } = [];

    /// <summary>The person who was found responsible.</summary>
    public Guid? ResponsibleId { get; private set; }

    /// <summary>Of the last finding.</summary>
    public int FindingVersion { get; private set; }
    public KnownComplaintState State { get; private set; }

    /// <summary>Of the last word on how it stands.</summary>
    public int EventVersion { get; private set; }

    /// <summary>Whoever is accused or was found responsible.</summary>
    public IEnumerable<Guid> ConcernedIds => ResponsibleId is { } responsible ? AccusedIds.Append(responsible).Distinct() : AccusedIds;

    /// <summary>A complaint nothing is known of yet.</summary>
    public static KnownComplaint Unknown(Guid id) => new() { Id = id };

    /// <summary>It was filed, once, and names these people.</summary>
    public void Apply(ComplaintFiled fact)
    {
        if (FiledAt is null)
        {
            (FiledAt, Kind, EngagementId) = (fact.FiledAt.ToUniversalTime(), fact.Kind, fact.EngagementId);
            AccusedIds = [.. fact.AccusedIds.Distinct()];
        }
        SetState(KnownComplaintState.Open, fact.Version);
    }

    /// <summary>Somebody answers for it, or no person does.</summary>
    public void Apply(ComplaintResponsibilityDetermined fact)
    {
        if (fact.Version > FindingVersion)
            (ResponsibleId, FindingVersion) = (fact.ResponsibleId, fact.Version);
    }

    /// <summary>The finding was wrong; whoever was responsible before it stays concerned, also when the finding is heard later.</summary>
    public void Apply(ComplaintOverturned fact)
    {
        ResponsibleId ??= fact.ResponsibleBeforeId;
        SetState(KnownComplaintState.Overturned, fact.Version);
    }

    /// <summary>It stands like this as of a version.</summary>
    public void SetState(KnownComplaintState state, int version)
    {
        if (version > EventVersion)
            (State, EventVersion) = (state, version);
    }
}
