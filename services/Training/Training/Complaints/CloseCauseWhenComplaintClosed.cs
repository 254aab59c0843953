using Clinic.Feedback.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>A complaint was closed: who holds a special training because of it sees the case to teach by .</summary>
[ActsAs("training", opensWith: "exams.read")]
[LearnsAnew(1)]
sealed class CloseCauseWhenComplaintClosed(TrainingDb db) : IReaction<ComplaintClosed>
{
    public async Task React(ComplaintClosed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        await db.LockSubject(fact.ComplaintId, stop);
        (await SessionsForComplaints.Of(db, fact.ComplaintId, fact.BranchId, message, stop)).Apply(fact);
    }
}
