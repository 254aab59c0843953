using Clinic.Escort.Contracts;

namespace Clinic.Registration.ClientRecords.Concerns;

/// <summary>An escort or the lead has nothing to do with the client of an engagement any more, also when this is heard first.</summary>
[ActsAs("client-concerns", opensWith: "clients.read", ForGroup = true)]
sealed class EndEscortConcernWhenClientConcernEnded(RegistrationDb db) : IReaction<ClientConcernEnded>
{
    public async Task React(ClientConcernEnded fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.PersonId is { } person ? [person] : [], stop);
        var kind = fact.Reason == ConcernReason.EscortLead ? ConcernKind.EscortLead : ConcernKind.Escort;
        var concern = await db.ConcernOf(fact.ConcernId, kind, stop);
        Involved who = new(fact.ClientId, fact.PersonId, fact.PostCode);
        concern.End(fact.BranchId, who, fact.OccurredAt, fact.Version);
    }
}
