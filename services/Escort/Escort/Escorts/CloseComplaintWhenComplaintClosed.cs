using Clinic.Feedback.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>A complaint is closed or was withdrawn, also when this is heard before the filing.</summary>
[ActsAs("complaints-of-escorts", "escorts.feedback", ForGroup = true)]
[LearnsAnew(1)]
sealed class CloseComplaintWhenComplaintClosed(EscortDb db) : IReaction<ComplaintClosed>
{
    public async Task React(ComplaintClosed fact, MessageContext message, CancellationToken stop) =>
        (await db.ComplaintOrNew(fact.ComplaintId, stop)).SetState(KnownComplaintState.Closed, fact.Version);
}
