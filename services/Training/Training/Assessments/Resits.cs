using Clinic.Training.Contracts;

namespace Clinic.Training.Assessments;

/// <summary>The resits that discipline cases order .</summary>
static class Resits
{
    /// <summary>Puts a resit on the calendar.</summary>
    public static void Open(TrainingDb db, Assessment resit, DateTimeOffset now)
    {
        db.Add(resit);
        db.Publish(new ResitScheduled(resit.Id, resit.PersonId, resit.BranchId, now), resit.CaseId);
    }

    /// <summary>
    /// A resit that was voided by mistake of whoever entered it is still ordered, unless its case was dropped or its series fell.
    /// </summary>
    public static async Task OpenAnew(TrainingDb db, Assessment voided, DateTimeOffset now, CancellationToken stop)
    {
        if (voided.Kind != AssessmentKind.Resit || voided.DisciplineCaseId is not { } disciplineCase)
            return;
        if (await db.DecidedCases.FindAsync([disciplineCase], stop) is { DroppedAt: not null })
            return;
        if (voided.SeriesId is { } series && await db.Series.FindAsync([series], stop) is { VoidedAt: not null })
            return;
        Open(
            db,
            new()
            {
                Id = Guid.CreateVersion7(now),
                BranchId = voided.BranchId,
                PersonId = voided.PersonId,
                Kind = AssessmentKind.Resit,
                Category = voided.Category,
                PeriodFrom = now,
                PeriodTo = voided.PeriodTo,
                DueBy = voided.DueBy,
                DisciplineCaseId = disciplineCase,
                SeriesId = voided.SeriesId,
                RemedialSessionId = voided.RemedialSessionId,
                CaseId = voided.CaseId,
                ScheduledAt = now,
            },
            now
        );
    }
}
