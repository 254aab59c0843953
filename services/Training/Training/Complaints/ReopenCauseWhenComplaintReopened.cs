using Clinic.Feedback.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>A closed complaint is open again: its case teaches nobody until it is closed anew .</summary>
[ActsAs("training", opensWith: "exams.read")]
sealed class ReopenCauseWhenComplaintReopened(TrainingDb db) : IReaction<ComplaintReopened>
{
    public async Task React(ComplaintReopened fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        await db.LockSubject(fact.ComplaintId, stop);
        (await SessionsForComplaints.Of(db, fact.ComplaintId, fact.BranchId, message, stop)).Apply(fact);
    }
}
