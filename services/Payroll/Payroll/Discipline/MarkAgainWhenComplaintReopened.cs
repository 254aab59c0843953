using Clinic.Feedback.Contracts;
using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// A closed complaint is open again: unless somebody answers for it, whom it names is marked again until it is closed. What was found
/// counts as before.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read")]
sealed class MarkAgainWhenComplaintReopened(PayrollDb db) : IReaction<ComplaintReopened>
{
    public async Task React(ComplaintReopened fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        var note = await db.LockNote(fact.ComplaintId, fact.BranchId, message.CaseId, stop);
        note.Apply(fact);
    }
}
