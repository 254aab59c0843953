using Clinic.Feedback.Contracts;
using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// A finding was wrong: the complaint no longer counts, its cases fall, and money already taken is given back, each by new lines.
/// A case that failed exams led to may be of another branch than the complaint that led to the exams.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read", ForGroup = true)]
sealed class TakeBackWhenComplaintOverturned(PayrollDb db, TimeProvider clock) : IReaction<ComplaintOverturned>
{
    public async Task React(ComplaintOverturned fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.ResponsibleBeforeId], stop);
        var note = await db.LockNote(fact.ComplaintId, fact.BranchId, message.CaseId, stop);
        var before = note.Responsible;
        if (!note.Apply(fact, message))
            return;

        var (now, at) = (clock.GetUtcNow(), note.Overturned!.At);
        if (before is { } person && note.Responsible is null)
            await DisciplineEffects.Withdraw(db, note, person, DisciplineCase.OverturnedCode, at, message.MessageId, now, stop);
        foreach (
            var open in await db
                .DisciplineCases.Where(disciplineCase =>
                    disciplineCase.ComplaintId == fact.ComplaintId && disciplineCase.Source == CaseSource.ConsecutiveFailures
                )
                .ToListAsync(stop)
        )
            await DisciplineEffects.DropBecauseSourceFell(db, open, DisciplineCase.OverturnedCode, at, message.MessageId, now, stop);
    }
}
