using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements;

/// <summary>
/// A client was made unknown: the files, notes and places of their engagements are unreadable for ever; times, fees and states stay.
/// </summary>
[ActsAs("forgotten-clients", "engagements.read", ForGroup = true)]
sealed class ForgetClientWhenClientForgotten(EscortDb db) : IReaction<ClientForgotten>
{
    public async Task React(ClientForgotten fact, MessageContext message, CancellationToken stop) =>
        await db.ForgetSubjects(
            await db
                .Engagements.Where(engagement => engagement.ClientId == fact.ClientId)
                .Select(engagement => engagement.Id)
                .ToListAsync(stop),
            stop
        );
}
