using Clinic.Escort.Branches;
using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>
/// An escort leaves, at once or after a last day: the engagements that have not begun and lie behind it go back to the lead (WF-02 8,
/// WF-01 21). When that day ends is known once the branch is.
/// </summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class DismissEscortWhenEmployeeLeft(EscortDb db, TimeProvider clock) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var at = fact.LastDay is { } day ? (await db.KnownBranch(fact.BranchId, stop)).EndOf(day) : Earlier(fact.OccurredAt, now);
        await DepartureDeadline.Forget(db, fact.EmployeeId, stop);
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.Leave(at, fact.Version);
        DepartureDeadline.Await(db, profile, now);
        await EscortStatusUpdater.Reconcile(db, profile, "left", message.CaseId, now, stop);
    }

    static DateTimeOffset Earlier(DateTimeOffset first, DateTimeOffset second) => first < second ? first : second;
}
