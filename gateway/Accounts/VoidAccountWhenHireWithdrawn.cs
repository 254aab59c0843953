using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A hiring was recorded by mistake: the account is closed for good, its sessions and the roles granted besides end, its code and its
/// password open nothing any more.
/// </summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class VoidAccountWhenHireWithdrawn(IdentityDb db, TimeProvider clock) : IReaction<HireWithdrawn>
{
    public async Task React(HireWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        var now = clock.GetUtcNow();
        PostHeld step = new()
        {
            EmployeeId = fact.EmployeeId,
            Version = fact.Version,
            Step = EmploymentStep.HireWithdrawn,
            BranchId = fact.BranchId,
            From = clock.Heard(fact.OccurredAt),
        };
        // Whoever was hired anew since has an account again.
        if (await db.Take(step, stop) is not { } change || change.After.StateAt(now) != GrantState.Ended)
            return;
        await db.EndSessions(fact.EmployeeId, "hire-withdrawn", now, stop);
        foreach (var grant in await db.RoleGrants.Where(granted => granted.AccountId == fact.EmployeeId).ToListAsync(stop))
            grant.End("the hiring was withdrawn", now);
        (await db.Accounts.FirstAsync(account => account.Id == fact.EmployeeId, stop)).VoidSecrets();
    }
}
