using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A person was hired: an account is there that nobody can log in to yet. It can be activated ahead; the roles of the post come with the
/// first day.
/// </summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class OpenAccountWhenEmployeeHired(IdentityDb db, TimeProvider clock) : IReaction<EmployeeHired>
{
    public async Task React(EmployeeHired fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(fact.BranchId, [], stop);
        if (!await db.Accounts.AnyAsync(account => account.Id == fact.EmployeeId, stop))
            db.Add(Account.Open(fact.EmployeeId, clock.GetUtcNow()));
        var known = await db.PostsHeld.FirstOrDefaultAsync(
            step => step.EmployeeId == fact.EmployeeId && step.Version == fact.Version && step.Day == null,
            stop
        );
        // What an earlier build heard without a day gets it when it is told again.
        known?.On(fact.HireDate);
        await db.Take(
            new PostHeld
            {
                EmployeeId = fact.EmployeeId,
                Version = fact.Version,
                Step = EmploymentStep.Hired,
                BranchId = fact.BranchId,
                Post = fact.Post,
                From = fact.OccurredAt,
            }.On(fact.HireDate),
            stop
        );
    }
}
