using Clinic.Payroll.Contracts;
using Clinic.Training.Contracts;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A discipline case was decided as training again, with a resit where asked: one remedial session and one resit per case.
/// When the series of failures behind the case fell meanwhile or the case was dropped, both are taken back at once. For the group,
/// because the person may belong to another branch than the case.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class OpenResitWhenTrainingOrdered(TrainingDb db, TimeProvider clock) : IReaction<TrainingOrdered>
{
    public async Task React(TrainingOrdered fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        await db.LockSubject(fact.DisciplineCaseId, stop);
        await db.LockSubject(fact.EmployeeId, stop);
        if (await db.Sessions.AnyAsync(session => session.SourceId == fact.DisciplineCaseId, stop))
            return;

        var now = clock.GetUtcNow();
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        // The case passes on the id under which the series was told.
        var series = await db
            .Series.Where(failureSeries => failureSeries.PersonId == fact.EmployeeId && failureSeries.CaseId == message.CaseId)
            .OrderByDescending(failureSeries => failureSeries.Id)
            .FirstOrDefaultAsync(stop);
        TrainingSession session = new()
        {
            Id = Guid.CreateVersion7(),
            BranchId = file.BranchId,
            Kind = SessionKind.Remedial,
            TopicCode = fact.TopicCode,
            Audience = [fact.EmployeeId],
            SourceId = fact.DisciplineCaseId,
            SeriesId = series?.Id,
            CaseId = message.CaseId,
            DueBy = fact.DueBy,
            CreatedAt = now,
        };
        db.Open(session, file.HasLeft(now), now);
        Assessment? resit = fact.Resit
            ? new()
            {
                Id = Guid.CreateVersion7(),
                BranchId = file.BranchId,
                PersonId = fact.EmployeeId,
                Kind = AssessmentKind.Resit,
                Category = file.Category,
                PeriodFrom = now,
                PeriodTo = fact.DueBy,
                DueBy = fact.DueBy,
                DisciplineCaseId = fact.DisciplineCaseId,
                SeriesId = series?.Id,
                RemedialSessionId = session.Id,
                CaseId = message.CaseId,
                ScheduledAt = now,
            }
            : null;
        if (resit is not null)
            Resits.Open(db, resit, now);
        if (file.HasLeft(now))
            resit?.CloseByLeaving(now);
        var dropped = (await db.DecidedCases.FindAsync([fact.DisciplineCaseId], stop))?.DroppedAt;
        if (series?.VoidedAt is null && dropped is null)
            return;
        db.TakeReasonBack(session, now);
        resit?.Cancel(now);
    }
}
