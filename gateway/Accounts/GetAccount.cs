using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>How an account stands, and every role the person has or had: why, where and from when to when.</summary>
public static class GetAccount
{
    /// <summary>Administrators only.</summary>
    public static readonly Permission Read = new("accounts.read");

    public sealed record Response(
        [Employee] Guid EmployeeId,
        string? Login,
        AccountState State,
        bool ClientDataOpen,
        IReadOnlyList<Grant> Grants
    );

    /// <summary>Without an id it comes with the post; without a branch it holds in the whole group.</summary>
    public sealed record Grant(
        Guid? Id,
        Role Role,
        [Place] Guid? BranchId,
        GrantSource Source,
        DateTimeOffset From,
        DateTimeOffset? Until,
        GrantState State,
        string? Reason
    );

    internal static void Map(RouteGroupBuilder account) =>
        account.MapGet("", Handle).Needs(Read).WithSummary("How an account stands and which roles the person has");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        IdentityDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == employeeId, stop);
        if (account is null)
            return Refusal.NotFound.AsProblem();

        var now = clock.GetUtcNow();
        var employment = await Employment.Of(db, employeeId, stop);
        var brought = await db.PostRoles.AsNoTracking().ToLookupAsync(row => row.Post, stop);
        var byPost = (employment?.Tenures ?? []).SelectMany(tenure =>
            brought[tenure.Post]
                .Select(row => new Grant(
                    null,
                    row.Role,
                    row.GroupWide ? null : tenure.BranchId,
                    GrantSource.Post,
                    tenure.From,
                    tenure.Until,
                    tenure.StateAt(now),
                    null
                ))
        );
        var granted = await db
            .RoleGrants.AsNoTracking()
            .Where(grant => grant.AccountId == employeeId)
            .OrderBy(grant => grant.GivenAt)
            .Take(200)
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                employeeId,
                account.UserName,
                employment?.StateAt(now) == GrantState.Ended ? AccountState.Closed : account.State,
                await db.Agreements.AnyAsync(agreementSigned => agreementSigned.EmployeeId == employeeId, stop),
                [
                    .. byPost,
                    .. granted.Select(grant => new Grant(
                        grant.Id,
                        grant.Role,
                        grant.BranchId,
                        grant.Source,
                        grant.From,
                        grant.EndedAt ?? grant.Until,
                        grant.StateAt(now),
                        grant.Reason
                    )),
                ]
            )
        );
    }

    static async Task<ILookup<TKey, T>> ToLookupAsync<TKey, T>(this IQueryable<T> rows, Func<T, TKey> key, CancellationToken stop) =>
        (await rows.ToListAsync(stop)).ToLookup(key);
}
