using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-001: a hiring was a mistake: the person is no escort and no lead, and gives back what has not begun.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class CloseProfileWhenHireWithdrawn(EscortDb db, TimeProvider clock) : IReaction<HireWithdrawn>
{
    public async Task React(HireWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.WithdrawHire();
        await EscortStatusUpdater.Reconcile(db, profile, "hire-withdrawn", message.CaseId, clock.GetUtcNow(), stop);
    }
}
