using Clinic.Gateway.SecondFactors;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Rights;

/// <summary>What a person may do at this moment: the roles of the post, those granted besides, and what the agreement opens.</summary>
sealed class RightsOf(IdentityDb db, PolicyBook policies, TimeProvider clock, IHostEnvironment environment)
{
    /// <summary>Rights over one's own session and password; everyone who is logged in has them.</summary>
    public static readonly Permission Own = new("accounts.own");

    static readonly Grants OwnOnly = Grants.Read([$"*:{Own.Code}"]);

    /// <summary>
    /// Someone who just showed who it is acts on their own account. Nothing in this database is of a branch, so it is no matter of scope.
    /// </summary>
    public static void EnterSelf(Caller caller, Guid account, string act) => caller.Enter(account, OwnOnly, Own.Code, act);

    /// <summary>True when the employment of the person is over.</summary>
    public async Task<bool> HasLeft(Guid account, CancellationToken stop) =>
        (await Employment.Of(db, account, stop))?.StateAt(clock.GetUtcNow()) == GrantState.Ended;

    /// <summary>The rights as a token carries them. A role that asks for a second factor counts only where one was shown.</summary>
    public async Task<HeldRights> Read(Guid account, bool secondFactorShown, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        List<(Guid? Branch, Role Role)> roles = [];
        if (
            await Employment.Of(db, account, stop) is { Place: var (post, branch) } employment
            && employment.StateAt(now) == GrantState.InForce
        )
        {
            var brought = await db.PostRoles.AsNoTracking().Where(row => row.Post == post).ToListAsync(stop);
            roles.AddRange(brought.Select(row => (row.GroupWide ? (Guid?)null : branch, row.Role)));
        }
        var granted = await db
            .RoleGrants.AsNoTracking()
            .Where(grant => grant.AccountId == account && grant.EndedAt == null)
            .ToListAsync(stop);
        roles.AddRange(granted.Where(grant => grant.StateAt(now) == GrantState.InForce).Select(grant => (grant.BranchId, grant.Role)));

        var signed = await db.Agreements.AnyAsync(agreementSigned => agreementSigned.EmployeeId == account, stop);
        var held = roles.FindAll(role => secondFactorShown || !policies.AsksFor(role.Role, role.Branch, now));
        return new(
            held,
            [(null, [Own.Code]), .. held.Select(role => (role.Branch, AccessMatrix.Of(role.Role).Where(code => IsOpen(code, signed))))],
            held.Count < roles.Count
        );
    }

    bool IsOpen(string code, bool signed) =>
        (signed || !AccessMatrix.OpensClientData(code)) && (code != MoveClock.Move.Code || !environment.IsProduction());
}
