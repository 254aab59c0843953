using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>An escort left: the engagements that have not begun go back to the lead (WF-02 8, WF-01 21).</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class DismissEscortWhenEmployeeLeft(EscortDb db, TimeProvider clock) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.Leave(fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "left", message.CaseId, clock.GetUtcNow(), stop);
    }
}
