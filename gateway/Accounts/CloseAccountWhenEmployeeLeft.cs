using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>A person left: nobody logs in to the account any more, and what was open is over.</summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class CloseAccountWhenEmployeeLeft(IdentityDb db, TimeProvider clock) : IReaction<EmployeeLeft>
{
    public async Task React(EmployeeLeft fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        PostHeld step = new()
        {
            EmployeeId = fact.EmployeeId,
            Version = fact.Version,
            BranchId = fact.BranchId,
            Post = null,
            From = fact.OccurredAt,
        };
        if (!await db.Take(step, stop))
            return;
        foreach (
            var session in await db
                .Sessions.Where(candidate => candidate.AccountId == fact.EmployeeId && candidate.EndedAt == null)
                .ToListAsync(stop)
        )
            session.End("left", clock.GetUtcNow());
    }
}
