using Clinic.Feedback.Contracts;

namespace Clinic.Registration.ClientRecords.ComplaintFlags;

/// <summary>A complaint is closed: nobody has to be reminded of it any more, also when the closing is heard before the filing.</summary>
[ActsAs("complaint-flags", opensWith: "clients.read", ForGroup = true)]
sealed class ClearFlagWhenComplaintClosed(RegistrationDb db) : IReaction<ComplaintClosed>
{
    public async Task React(ComplaintClosed fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        (await db.FlagOf(fact.ComplaintId, fact.BranchId, stop)).SetState(ComplaintFlagState.Closed, fact.Version);
    }
}
