using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A person leaves: after the last day, or at once when none was told, nobody logs in to the account any more and what was open is over.
/// Every login and every request asks the clock, so nothing has to happen when the last day ends.
/// </summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class CloseAccountWhenEmployeeLeft(IdentityDb db, TimeProvider clock) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        var now = clock.GetUtcNow();
        var step = new PostHeld
        {
            EmployeeId = fact.EmployeeId,
            Version = fact.Version,
            Step = EmploymentStep.Left,
            BranchId = fact.BranchId,
            From = clock.Heard(fact.OccurredAt),
        }.On(fact.LastDay);
        if (await db.Take(step, stop) is { } change && change.After.StateAt(now) == GrantState.Ended)
            await db.EndSessions(fact.EmployeeId, "left", now, stop);
    }
}
