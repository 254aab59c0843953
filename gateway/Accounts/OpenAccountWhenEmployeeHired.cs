using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>A person was hired: an account is there that nobody can log in to yet, with the roles of the post.</summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class OpenAccountWhenEmployeeHired(IdentityDb db, TimeProvider clock) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        if (!await db.Accounts.AnyAsync(account => account.Id == fact.EmployeeId, stop))
            db.Add(Account.Open(fact.EmployeeId, clock.GetUtcNow()));
        await db.Take(
            new PostHeld
            {
                EmployeeId = fact.EmployeeId,
                Version = fact.Version,
                BranchId = fact.BranchId,
                Post = fact.Post,
                From = fact.OccurredAt,
            },
            stop
        );
    }
}

/// <summary>How a step of employment is noted.</summary>
static class EmploymentSteps
{
    /// <summary>
    /// Notes a step once, in whatever order steps come. True when it is news and the latest, so that it decides what holds.
    /// </summary>
    public static async Task<bool> Take(this IdentityDb db, PostHeld step, CancellationToken stop)
    {
        var known = await db
            .PostsHeld.Where(postHeld => postHeld.EmployeeId == step.EmployeeId)
            .Select(postHeld => postHeld.Version)
            .ToListAsync(stop);
        if (known.Contains(step.Version))
            return false;
        db.Add(step);
        return known.All(version => version < step.Version);
    }
}
