using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// A person was hired, maybe ahead of the first day of work: an escort gets a profile (WF-02 2), a lead can be handed inquiries. What the
/// escort was given before that day goes back to the lead.
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class OpenProfileWhenEmployeeHired(EscortDb db, TimeProvider clock) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.ProfileOrNew(fact.EmployeeId, fact.BranchId, stop);
        profile.Hire(fact.Post, fact.BranchId, fact.HireDate, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "hired", message.CaseId, clock.GetUtcNow(), stop);
    }
}
