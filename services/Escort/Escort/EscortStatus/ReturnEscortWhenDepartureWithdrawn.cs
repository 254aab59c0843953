using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// A departure was recorded by mistake: the person is still here, at the post held before. What went back to the lead stays there, to be
/// given anew.
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ReturnEscortWhenDepartureWithdrawn(EscortDb db, TimeProvider clock) : IReaction<DepartureWithdrawn>
{
    public async Task React(DepartureWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await DepartureDeadline.Forget(db, fact.EmployeeId, stop);
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.Return(fact.Post, fact.BranchId, fact.Version);
        DepartureDeadline.Await(db, profile, now);
        await EscortStatusUpdater.Reconcile(db, profile, "departure-withdrawn", message.CaseId, now, stop);
    }
}
