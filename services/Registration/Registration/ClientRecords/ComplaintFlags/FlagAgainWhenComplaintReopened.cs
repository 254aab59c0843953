using Clinic.Feedback.Contracts;

namespace Clinic.Registration.ClientRecords.ComplaintFlags;

/// <summary>
/// The client was dissatisfied with the answer: whoever meets the client next is reminded again, in whatever order it is heard.
/// </summary>
[ActsAs("complaint-flags", opensWith: "clients.read", ForGroup = true)]
sealed class FlagAgainWhenComplaintReopened(RegistrationDb db) : IReaction<ComplaintReopened>
{
    public async Task React(ComplaintReopened fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        (await db.FlagOf(fact.ComplaintId, fact.BranchId, stop)).SetState(ComplaintFlagState.Open, fact.Version);
    }
}
