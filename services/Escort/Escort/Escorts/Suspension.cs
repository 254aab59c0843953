namespace Clinic.Escort.Escorts;

/// <summary>
/// A series of failed assessments that keeps a person from being assigned, with where it came from: the version of the series, the
/// assessments and, if a complaint's special training led to it, that complaint.
/// </summary>
public sealed class Suspension : IBranchScoped, IPersonScoped
{
    public Guid PersonId { get; init; }
    public int SeriesVersion { get; init; }
    public Guid BranchId { get; init; }
    public required string CategoryCode { get; init; }
    public Guid? ComplaintId { get; init; }
    public DateTimeOffset Since { get; init; }

    /// <summary>The failures, the one that made it a series last; none in a row that an earlier build wrote.</summary>
    public Guid[] AssessmentIds { get; init; } = [];

    /// <summary>The case of the trail; empty in a row that an earlier build wrote.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Why it is over; nothing while it is in force.</summary>
    public string? LiftedBy { get; private set; }

    /// <summary>Works out anew whether it is in force, from what was heard of its end, before it or after.</summary>
    public void Recompute(HeardEnds heard) => LiftedBy = heard.EndOf(this);
}

/// <summary>A complaint whose responsibility was found wrong, kept because the suspension it led to may be heard of later.</summary>
[OutsideScope("An id and a time of a complaint; the suspensions it lifts may be of any branch.")]
public sealed class OverturnedComplaint
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
}
