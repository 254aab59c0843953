using Clinic.Payroll.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A decided consequence took effect: the failures behind the case are dealt with, and one after the decision is told as two in a row
/// with the last of them, also when it was heard of before the decision.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class TellFailureWhenPenaltyImposed(TrainingDb db, TimeProvider clock) : IReaction<PenaltyImposed>
{
    public async Task React(PenaltyImposed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        await db.LockSubject(fact.DisciplineCaseId, stop);
        await db.LockSubject(fact.EmployeeId, stop);
        var file = await db.FileOrNew(fact.EmployeeId, fact.BranchId, stop);
        var decided = await db.DecidedCase(fact.DisciplineCaseId, file, stop);
        var source = fact.SourceId ?? await db.SourceOf(fact.EmployeeId, message.CaseId, stop);
        if (decided.SetImposed(source, fact.OccurredAt))
            await Verdicts.TellWhatFollows(db, file, clock.GetUtcNow(), stop);
    }
}
