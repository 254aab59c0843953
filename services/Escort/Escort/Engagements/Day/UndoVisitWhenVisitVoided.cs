using Clinic.Escort.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// A visit was entered by mistake: a client who had no other is new again, and the steps of an engagement that it marked are not
/// done by it.
/// </summary>
[ActsAs("visits", "engagements.read", ForGroup = true)]
sealed class UndoVisitWhenVisitVoided(EscortDb db) : IReaction<VisitVoided>
{
    public async Task React(VisitVoided fact, MessageContext message, CancellationToken stop)
    {
        var visit = await db.VisitOrNew(fact.VisitId, stop);
        visit.Void(fact.Version);
        if (visit.ClientId is { } client)
            await db.RecallVisits(client, stop);
        foreach (var step in await db.Steps.Where(step => step.VisitId == fact.VisitId).ToListAsync(stop))
        {
            await db.LockSubject(step.EngagementId, stop);
            step.Undo(fact.VisitId);
        }
    }
}
