using Clinic.Feedback.Contracts;

namespace Clinic.Registration.ClientRecords.Concerns;

/// <summary>An investigator, or whoever calls, has nothing to do with a client any more, also when this is heard first.</summary>
[ActsAs("client-concerns", opensWith: "clients.read", ForGroup = true)]
sealed class EndFeedbackConcernWhenClientConcernEnded(RegistrationDb db) : IReaction<ClientConcernEnded>
{
    public async Task React(ClientConcernEnded fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.PersonId is { } person ? [person] : [], stop);
        var kind = fact.Reason == ConcernReason.FollowUp ? ConcernKind.FollowUp : ConcernKind.Investigation;
        var concern = await db.ConcernOf(fact.ConcernId, kind, stop);
        Involved who = new(fact.ClientId, fact.PersonId, fact.PostCode);
        concern.End(fact.BranchId, who, fact.OccurredAt, fact.Version);
    }
}
