using Clinic.Feedback.Contracts;

namespace Clinic.Training.Complaints;

/// <summary>
/// Somebody was found responsible for a complaint: special training on its cause is opened for that person, once per complaint
/// and again when the same person is found responsible after an overturning. Nothing is opened when nobody is, or when it is
/// known already that the finding was overturned. For the group, because the person may belong to another branch.
/// </summary>
[ActsAs("training", opensWith: "exams.read", ForGroup = true)]
sealed class OpenSpecialTrainingWhenComplaintResponsibilityDetermined(TrainingDb db, TimeProvider clock)
    : IReaction<ComplaintResponsibilityDetermined>
{
    public async Task React(ComplaintResponsibilityDetermined fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, fact.ResponsibleId is { } named ? [named] : [], stop);
        await db.LockSubject(fact.ComplaintId, stop);
        var cause = await SessionsForComplaints.Of(db, fact.ComplaintId, fact.BranchId, message, stop);
        if (cause.Apply(fact))
            await SessionsForComplaints.Reconcile(db, cause, clock.GetUtcNow(), stop);
    }
}
