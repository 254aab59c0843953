using Clinic.Feedback.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>A closed complaint is open again, in whatever order it is heard.</summary>
[ActsAs("complaints-of-escorts", "escorts.feedback", ForGroup = true)]
sealed class OpenComplaintWhenComplaintReopened(EscortDb db) : IReaction<ComplaintReopened>
{
    public async Task React(ComplaintReopened fact, MessageContext message, CancellationToken stop) =>
        (await db.ComplaintOrNew(fact.ComplaintId, stop)).SetState(KnownComplaintState.Open, fact.Version);
}
