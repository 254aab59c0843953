using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>A person was hired: an escort gets a profile (WF-02 2), a lead can be handed inquiries.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class OpenProfileWhenEmployeeHired(EscortDb db, TimeProvider clock) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.ProfileOrNew(fact.EmployeeId, fact.BranchId, stop);
        profile.Return(fact.Post, fact.BranchId, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "hired", message.CaseId, clock.GetUtcNow(), stop);
    }
}
