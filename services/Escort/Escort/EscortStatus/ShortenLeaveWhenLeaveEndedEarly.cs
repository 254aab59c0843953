using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-060: the escort is back before the end of a leave and can be assigned from then on.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ShortenLeaveWhenLeaveEndedEarly(EscortDb db, TimeProvider clock) : IReaction<LeaveEndedEarly>
{
    public async Task React(LeaveEndedEarly fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        (await db.Leave(profile, fact.LeaveId, stop)).EndEarly(fact.EndsAt, fact.Version);
        await EscortStatusUpdater.Reconcile(db, profile, "leave-ended-early", message.CaseId, clock.GetUtcNow(), stop);
    }
}
