using Clinic.Payroll.Contracts;
using Clinic.Training.Sessions;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A discipline case ended without a consequence, or its source was taken back: the remedial session and the resit that it ordered are not
/// held, whichever was heard first, and a failure after it is for decision anew. What was held stays.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class CancelResitWhenDisciplineCaseDropped(TrainingDb db, TimeProvider clock) : IReaction<DisciplineCaseDropped>
{
    public async Task React(DisciplineCaseDropped fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        await db.LockSubject(fact.DisciplineCaseId, stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        var decided = await db.DecidedCase(fact.DisciplineCaseId, file, stop);
        var source = fact.SourceId ?? await db.SourceOf(fact.EmployeeId, message.CaseId, stop);
        if (!decided.SetDropped(source, fact.OccurredAt))
            return;

        var now = clock.GetUtcNow();
        foreach (var session in await db.Sessions.Where(ordered => ordered.SourceId == fact.DisciplineCaseId).ToListAsync(stop))
            db.TakeReasonBack(session, now);
        foreach (var resit in await db.Assessments.Where(ordered => ordered.DisciplineCaseId == fact.DisciplineCaseId).ToListAsync(stop))
            resit.Cancel(now);
        await Verdicts.TellWhatFollows(db, file, now, stop);
    }
}
