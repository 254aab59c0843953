using Clinic.Feedback.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>
/// What was heard of a complaint's cause, in whatever order. The highest version counts: a responsibility overturned afterwards
/// asks for nothing, also when the overturning was heard first.
/// </summary>
public sealed class ComplaintCause : IBranchScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }

    /// <summary>The case that everything about the complaint belongs to.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Unknown while the filing was not heard, as of complaints of before until they are told again.</summary>
    public ComplaintKind? Kind { get; private set; }

    public DateTimeOffset? FiledAt { get; private set; }
    public Guid? ResponsibleId { get; private set; }
    public string? CauseCode { get; private set; }
    public Severity? Severity { get; private set; }
    public DateTimeOffset? DeterminedAt { get; private set; }
    public int DeterminedVersion { get; private set; }
    public int OverturnedVersion { get; private set; }

    /// <summary>When the complaint was closed; nothing while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The version of the fact that says whether it is closed.</summary>
    public int ClosedVersion { get; private set; }

    /// <summary>The person who is to be trained as things stand, if anybody.</summary>
    public Guid? ToTrain => DeterminedVersion > OverturnedVersion ? ResponsibleId : null;

    /// <summary>Takes over what the complaint is, which is said once.</summary>
    public void Apply(ComplaintFiled fact)
    {
        if (FiledAt is null)
            (Kind, FiledAt) = (fact.Kind, fact.FiledAt);
    }

    /// <summary>Takes over that it is closed, unless a later word is known.</summary>
    public void Apply(ComplaintClosed fact)
    {
        if (fact.Version > ClosedVersion)
            (ClosedAt, ClosedVersion) = (fact.OccurredAt, fact.Version);
    }

    /// <summary>Takes over that it is open again, unless a later word is known.</summary>
    public void Apply(ComplaintReopened fact)
    {
        if (fact.Version > ClosedVersion)
            (ClosedAt, ClosedVersion) = (null, fact.Version);
    }

    /// <summary>True when this word is news.</summary>
    public bool Apply(ComplaintResponsibilityDetermined fact)
    {
        if (fact.Version <= DeterminedVersion)
            return false;
        (ResponsibleId, CauseCode, DeterminedVersion) = (fact.ResponsibleId, fact.CauseCode, fact.Version);
        (Severity, DeterminedAt) = (fact.Severity, fact.OccurredAt);
        return true;
    }

    /// <summary>True when this word is news.</summary>
    public bool Apply(ComplaintOverturned fact)
    {
        if (fact.Version <= OverturnedVersion)
            return false;
        OverturnedVersion = fact.Version;
        return true;
    }
}
