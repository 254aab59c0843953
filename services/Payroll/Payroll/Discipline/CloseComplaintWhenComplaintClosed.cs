using Clinic.Feedback.Contracts;
using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Discipline;

/// <summary>A complaint is closed: what was found stays; without a finding it stands as not upheld.</summary>
[ActsAs("payroll", opensWith: "discipline.read")]
sealed class CloseComplaintWhenComplaintClosed(PayrollDb db) : IReaction<ComplaintClosed>
{
    public async Task React(ComplaintClosed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        var note = await db.LockNote(fact.ComplaintId, fact.BranchId, message.CaseId, stop);
        note.Apply(fact);
    }
}
