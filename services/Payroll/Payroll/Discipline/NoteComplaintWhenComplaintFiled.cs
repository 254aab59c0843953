using Clinic.Feedback.Contracts;
using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Discipline;

/// <summary>
/// A complaint was filed: whom it names is marked, and nothing else happens to their pay before somebody is found responsible.
/// </summary>
[ActsAs("payroll", opensWith: "discipline.read")]
sealed class NoteComplaintWhenComplaintFiled(PayrollDb db) : IReaction<ComplaintFiled>
{
    public async Task React(ComplaintFiled fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.AccusedIds, stop);
        var note = await db.LockNote(fact.ComplaintId, fact.BranchId, message.CaseId, stop);
        if (!note.Apply(fact, message))
            return;

        db.AddRange(
            fact.AccusedIds.Distinct()
                .Select(accused => new ComplaintMark
                {
                    ComplaintId = fact.ComplaintId,
                    PersonId = accused,
                    BranchId = fact.BranchId,
                })
        );
    }
}
