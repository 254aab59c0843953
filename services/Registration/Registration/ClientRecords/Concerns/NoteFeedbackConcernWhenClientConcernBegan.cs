using Clinic.Feedback.Contracts;

namespace Clinic.Registration.ClientRecords.Concerns;

/// <summary>An investigator, or whoever calls clients of a branch, has to do with a client.</summary>
[ActsAs("client-concerns", opensWith: "clients.read", ForGroup = true)]
sealed class NoteFeedbackConcernWhenClientConcernBegan(RegistrationDb db) : IReaction<ClientConcernBegan>
{
    public async Task React(ClientConcernBegan fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.PersonId is { } person ? [person] : [], stop);
        var kind = fact.Reason == ConcernReason.FollowUp ? ConcernKind.FollowUp : ConcernKind.Investigation;
        var concern = await db.ConcernOf(fact.ConcernId, kind, stop);
        Involved who = new(fact.ClientId, fact.PersonId, fact.PostCode);
        concern.Begin(fact.BranchId, who, fact.From, fact.Until, fact.Version);
    }
}
