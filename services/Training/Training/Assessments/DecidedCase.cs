using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// That a discipline case ended, in whatever order it was heard: a failure after it is for decision anew, and a resit of a case that was
/// dropped is not held.
/// </summary>
public sealed class DecidedCase : IBranchScoped, IPersonScoped
{
    /// <summary>The discipline case.</summary>
    public Guid Id { get; init; }

    /// <summary>The home branch of the person, whose trainers count the failures; the case may be of another.</summary>
    public Guid BranchId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The assessment that the case came of; unknown when the fact did not say so.</summary>
    public Guid? SourceId { get; private set; }

    public DateTimeOffset? ImposedAt { get; private set; }
    public DateTimeOffset? DroppedAt { get; private set; }

    /// <summary>A decided consequence took effect; true when that is news.</summary>
    public bool SetImposed(Guid? source, DateTimeOffset at)
    {
        SourceId ??= source;
        if (ImposedAt is not null)
            return false;
        ImposedAt = at;
        return true;
    }

    /// <summary>The case was dropped; true when that is news.</summary>
    public bool SetDropped(Guid? source, DateTimeOffset at)
    {
        SourceId ??= source;
        if (DroppedAt is not null)
            return false;
        DroppedAt = at;
        return true;
    }

    /// <summary>When it was decided first.</summary>
    public DateTimeOffset? DecidedAt => ImposedAt < DroppedAt ? ImposedAt : DroppedAt ?? ImposedAt;
}

/// <summary>The discipline cases that ended.</summary>
static class DecidedCases
{
    /// <summary>The case as known, or as it begins to be known; the caller holds it.</summary>
    public static async Task<DecidedCase> DecidedCase(this TrainingDb db, Guid disciplineCase, TrainingFile file, CancellationToken stop) =>
        await db.DecidedCases.FindAsync([disciplineCase], stop)
        ?? db.Add(
            new DecidedCase
            {
                Id = disciplineCase,
                PersonId = file.PersonId,
                BranchId = file.BranchId,
            }
        ).Entity;

    /// <summary>What a case came of whose fact does not say so: the second failure of the series that was told under the same id.</summary>
    public static Task<Guid?> SourceOf(this TrainingDb db, Guid person, Guid caseId, CancellationToken stop) =>
        db
            .Series.Where(series => series.PersonId == person && series.CaseId == caseId)
            .OrderByDescending(series => series.Id)
            .Select(series => (Guid?)series.SecondId)
            .FirstOrDefaultAsync(stop);
}
