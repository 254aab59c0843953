using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A departure was recorded by mistake: the person logs in again, with the roles of the post and whatever was granted besides. A session
/// that ended meanwhile stays ended.
/// </summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class ReopenAccountWhenDepartureWithdrawn(IdentityDb db, TimeProvider clock) : IReaction<DepartureWithdrawn>
{
    public async Task React(DepartureWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        var now = clock.GetUtcNow();
        PostHeld step = new()
        {
            EmployeeId = fact.EmployeeId,
            Version = fact.Version,
            Step = EmploymentStep.DepartureWithdrawn,
            BranchId = fact.BranchId,
            Post = fact.Post,
            From = fact.OccurredAt,
        };
        if (await db.Take(step, stop) is not { } change)
            return;
        if (change.Before?.StateAt(now) == GrantState.Ended)
            await db.EndSessions(fact.EmployeeId, "left", now, stop);
        if (change.IsMove && await db.Accounts.FirstOrDefaultAsync(candidate => candidate.Id == fact.EmployeeId, stop) is { } account)
            account.RightsShrank(now);
    }
}
