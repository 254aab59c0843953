using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>A person changed post: the roles are those of the new one, and tokens made before stop counting within seconds.</summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class AdjustGrantsWhenPostAdjusted(IdentityDb db, TimeProvider clock) : IReaction<PostAdjusted>
{
    public async Task React(PostAdjusted fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [fact.EmployeeId], stop);
        PostHeld step = new()
        {
            EmployeeId = fact.EmployeeId,
            Version = fact.Version,
            Step = EmploymentStep.Adjusted,
            BranchId = fact.BranchId,
            Post = fact.NewPost,
            From = fact.OccurredAt,
        };
        if (await db.Take(step, stop) is not { IsMove: true })
            return;
        if (await db.Accounts.FirstOrDefaultAsync(candidate => candidate.Id == fact.EmployeeId, stop) is { } account)
            account.RightsShrank(clock.GetUtcNow());
    }
}
