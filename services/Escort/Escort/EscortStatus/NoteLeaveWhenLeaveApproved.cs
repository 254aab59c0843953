using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-060: an escort will be away: the engagements within the leave go back to the lead, and none is given within it.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class NoteLeaveWhenLeaveApproved(EscortDb db, TimeProvider clock) : IReaction<LeaveApproved>
{
    public async Task React(LeaveApproved fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        (await db.Leave(profile, fact.LeaveId, stop)).Approve(fact.StartsAt, fact.EndsAt, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "on-leave", message.CaseId, clock.GetUtcNow(), stop);
    }
}
