using Clinic.Feedback.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>
/// The finding was wrong: special training that was not held is cancelled, failures of assessments it led to are voided, and the
/// failures in a row counted anew without them. For the group, because the person may belong to another branch.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class CancelSpecialTrainingWhenComplaintOverturned(TrainingDb db, TimeProvider clock) : IReaction<ComplaintOverturned>
{
    public async Task React(ComplaintOverturned fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.ResponsibleBeforeId], stop);
        await db.LockSubject(fact.ComplaintId, stop);
        var cause = await SessionsForComplaints.Of(db, fact.ComplaintId, fact.BranchId, message, stop);
        if (!cause.Apply(fact))
            return;
        var now = clock.GetUtcNow();
        await SessionsForComplaints.Reconcile(db, cause, now, stop);
        await SessionsForComplaints.VoidFailures(db, cause.Id, cause.OverturnedVersion, now, stop);
    }
}
