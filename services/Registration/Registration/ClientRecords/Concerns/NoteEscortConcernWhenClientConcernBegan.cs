using Clinic.Escort.Contracts;

namespace Clinic.Registration.ClientRecords.Concerns;

/// <summary>An escort or the lead of an engagement has to do with its client, in this window.</summary>
[ActsAs("client-concerns", opensWith: "clients.read", ForGroup = true)]
sealed class NoteEscortConcernWhenClientConcernBegan(RegistrationDb db) : IReaction<ClientConcernBegan>
{
    public async Task React(ClientConcernBegan fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, fact.PersonId is { } person ? [person] : [], stop);
        var kind = fact.Reason == ConcernReason.EscortLead ? ConcernKind.EscortLead : ConcernKind.Escort;
        var concern = await db.ConcernOf(fact.ConcernId, kind, stop);
        Involved who = new(fact.ClientId, fact.PersonId, fact.PostCode);
        concern.Begin(fact.BranchId, who, fact.From, fact.Until, fact.Version);
    }
}
