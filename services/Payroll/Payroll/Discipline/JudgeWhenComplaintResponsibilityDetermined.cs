using Clinic.Feedback.Contracts;
using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// Somebody was found responsible for a complaint: it counts against them once, and a case waits for a human. With
/// nobody responsible nothing follows. A newer finding replaces an older one; an overturning heard before is applied at once.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read")]
sealed class JudgeWhenComplaintResponsibilityDetermined(PayrollDb db, TimeProvider clock) : IReaction<ComplaintResponsibilityDetermined>
{
    public async Task React(ComplaintResponsibilityDetermined fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.ResponsibleId is { } named ? [named] : [], stop);
        var note = await db.LockNote(fact.ComplaintId, fact.BranchId, message.CaseId, stop);
        var before = note.Responsible;
        if (!note.Apply(fact, message))
            return;

        var now = clock.GetUtcNow();
        if (before is { } earlier && earlier != fact.ResponsibleId)
            await DisciplineEffects.Withdraw(db, note, earlier, "redetermined", note.Found!.At, message.MessageId, now, stop);
        if (fact.ResponsibleId is not { } person || person == before)
            return;

        await DisciplineEffects.Uphold(db, note, person, now, stop);
        if (note.Responsible is not null)
            return;
        // What is taken back must be there to be named; all of it is one transaction.
        await db.SaveChangesAsync(stop);
        await DisciplineEffects.Withdraw(
            db,
            note,
            person,
            DisciplineCase.OverturnedCode,
            note.Overturned!.At,
            note.Overturned.MessageId,
            now,
            stop
        );
    }
}
