using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-060: a leave is taken back, also one that is heard of later: the escort can be assigned within it.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ClearLeaveWhenLeaveCancelled(EscortDb db, TimeProvider clock) : IReaction<LeaveCancelled>
{
    public async Task React(LeaveCancelled fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        (await db.Leave(profile, fact.LeaveId, stop)).Cancel(fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "leave-cancelled", message.CaseId, clock.GetUtcNow(), stop);
    }
}
