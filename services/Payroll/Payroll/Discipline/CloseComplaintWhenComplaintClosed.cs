using Clinic.Feedback.Contracts;

namespace Clinic.Payroll.Discipline;

/// <summary>A complaint is closed: what was found stays; without a finding it stands as not upheld.</summary>
[ActsAs("payroll", opensWith: "discipline.read")]
sealed class CloseComplaintWhenComplaintClosed(PayrollDb db) : IReaction<ComplaintClosed>
{
    public async Task React(ComplaintClosed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        await db.LockSubject(fact.ComplaintId, stop);
        var note = await db.ComplaintNotes.FindAsync([fact.ComplaintId], stop);
        if (note is null)
            db.Add(
                note = new()
                {
                    Id = fact.ComplaintId,
                    BranchId = fact.BranchId,
                    CaseId = message.CaseId,
                }
            );
        note.Apply(fact);
    }
}
