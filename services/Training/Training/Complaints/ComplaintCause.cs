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

    public Guid? ResponsibleId { get; private set; }
    public string? CauseCode { get; private set; }
    public int DeterminedVersion { get; private set; }
    public int OverturnedVersion { get; private set; }

    /// <summary>The person who is to be trained as things stand, if anybody.</summary>
    public Guid? ToTrain => DeterminedVersion > OverturnedVersion ? ResponsibleId : null;

    /// <summary>True when this word is news.</summary>
    public bool Apply(ComplaintResponsibilityDetermined fact)
    {
        if (fact.Version <= DeterminedVersion)
            return false;
        (ResponsibleId, CauseCode, DeterminedVersion) = (fact.ResponsibleId, fact.CauseCode, fact.Version);
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
