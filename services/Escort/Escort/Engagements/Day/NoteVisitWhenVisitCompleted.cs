using Clinic.Escort.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>
/// A client was treated: they are not new from now on, and if an escort was with them, the step 就診 of the engagement is
/// done.
/// </summary>
[ActsAs("visits", "engagements.read", ForGroup = true)]
sealed class NoteVisitWhenVisitCompleted(EscortDb db) : IReaction<VisitCompleted>
{
    public async Task React(VisitCompleted fact, MessageContext message, CancellationToken stop)
    {
        var visit = await db.VisitOrNew(fact.VisitId, stop);
        visit.Complete(fact.ClientId, fact.CompletedAt, fact.Version);
        await db.RecallVisits(fact.ClientId, stop);
        if (!visit.Counts || fact.EngagementId is not { } id || await db.Engagements.FindAsync([id], stop) is not { } engagement)
            return;

        await db.LockSubject(id, stop);
        var step = await db.Steps.FindAsync([id, ServiceStepKind.Consultation], stop);
        if (step is null)
            db.Add(
                step = new()
                {
                    EngagementId = id,
                    Kind = ServiceStepKind.Consultation,
                    BranchId = engagement.BranchId,
                }
            );
        step.Apply(fact.VisitId, fact.CompletedAt);
    }
}
