namespace Clinic.Training.Assessments;

/// <summary>That two failures in a row were told: once per series, and taken back when one of the two no longer counts.</summary>
public sealed class FailureSeries : IBranchScoped, IPersonScoped
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid PersonId { get; init; }
    public Guid FirstId { get; init; }
    public Guid SecondId { get; init; }
    public Guid? ComplaintId { get; init; }

    /// <summary>What the fact belongs to; the discipline case and its resit come back under it.</summary>
    public Guid CaseId { get; init; }

    public DateTimeOffset ToldAt { get; init; }
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>True when both of its failures stand in this row.</summary>
    public bool IsIn(IReadOnlyList<Verdict> row) =>
        row.Any(verdict => verdict.AssessmentId == FirstId) && row.Any(verdict => verdict.AssessmentId == SecondId);

    /// <summary>One of its two failures no longer counts, or they no longer stand in one row.</summary>
    public void Void(DateTimeOffset now) => VoidedAt ??= now;
}
