using Clinic.Registration.Contracts;

namespace Clinic.Escort.Engagements.Day;

/// <summary>The client of an engagement was registered at the clinic: the step 掛號 is done, with the clinic's own time .</summary>
[ActsAs("visits", "engagements.read", ForGroup = true)]
sealed class NoteRegistrationWhenVisitRegistered(EscortDb db) : IReaction<VisitRegistered>
{
    public async Task React(VisitRegistered fact, MessageContext message, CancellationToken stop)
    {
        if (fact.EngagementId is not { } id || await db.Engagements.FindAsync([id], stop) is not { } engagement)
            return;

        await db.LockSubject(fact.VisitId, stop);
        if (await db.Visits.FindAsync([fact.VisitId], stop) is { VoidedVersion: > 0 })
            return;
        await db.LockSubject(id, stop);
        var step = await db.Steps.FindAsync([id, ServiceStepKind.Registration], stop);
        if (step is null)
            db.Add(
                step = new()
                {
                    EngagementId = id,
                    Kind = ServiceStepKind.Registration,
                    BranchId = engagement.BranchId,
                }
            );
        step.Apply(fact.VisitId, fact.OccurredAt);
    }
}
