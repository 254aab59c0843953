using Clinic.Feedback.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>A complaint was taken down: its kind and day are known, for the case to teach by once it is closed .</summary>
[ActsAs("training", opensWith: "exams.read")]
[LearnsAnew(1)]
sealed class KnowComplaintWhenComplaintFiled(TrainingDb db) : IReaction<ComplaintFiled>
{
    public async Task React(ComplaintFiled fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        await db.LockSubject(fact.ComplaintId, stop);
        (await SessionsForComplaints.Of(db, fact.ComplaintId, fact.BranchId, message, stop)).Apply(fact);
    }
}
