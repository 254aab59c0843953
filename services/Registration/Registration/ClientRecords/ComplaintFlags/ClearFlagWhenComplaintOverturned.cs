using Clinic.Feedback.Contracts;

namespace Clinic.Registration.ClientRecords.ComplaintFlags;

/// <summary>The director overturned a complaint: its flag goes, also when this is heard before the filing.</summary>
[ActsAs("complaint-flags", opensWith: "clients.read", ForGroup = true)]
sealed class ClearFlagWhenComplaintOverturned(RegistrationDb db) : IReaction<ComplaintOverturned>
{
    public async Task React(ComplaintOverturned fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.ResponsibleBeforeId], stop);
        (await db.FlagOf(fact.ComplaintId, fact.BranchId, stop)).SetState(ComplaintFlagState.Overturned, fact.Version);
    }
}
