using System.ComponentModel.DataAnnotations;
using Clinic.Gateway.Accounts;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Rights;

/// <summary>
/// The administrator sees the roles that were given besides those of the posts, of a person or at a branch, in the order of their ids, also
/// those that ended. What a post brings is in the list of accounts and in <see cref="ListPostRoles"/>.
/// </summary>
public static class ListGrants
{
    /// <param name="BranchId">Where it holds; nothing when it holds in the whole group.</param>
    /// <param name="GivenBy">Who gave it.</param>
    public sealed record Line(
        Guid Id,
        [Employee] Guid EmployeeId,
        Role Role,
        [Place] Guid? BranchId,
        GrantSource Source,
        GrantState State,
        DateTimeOffset From,
        DateTimeOffset? Until,
        string Reason,
        [Employee] Guid GivenBy,
        DateTimeOffset GivenAt,
        DateTimeOffset? EndedAt,
        string? EndReason
    );

    internal static void Map(RouteGroupBuilder identity) =>
        identity
            .MapGet("/grants", Handle)
            .Needs(GetAccount.Read)
            .WithTags("Accounts")
            .WithSummary("Roles given besides the posts (after: the last id of the page before)");

    /// <param name="branch">Also shows what holds in the whole group.</param>
    static async Task<Ok<Page<Line>>> Handle(
        IdentityDb db,
        TimeProvider clock,
        Guid? employee,
        Guid? branch,
        Role[]? role,
        GrantState[]? state,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 100
    )
    {
        var (now, roles) = (clock.GetUtcNow(), role ?? []);
        var (ahead, inForce, ended) = (Asks(GrantState.Ahead), Asks(GrantState.InForce), Asks(GrantState.Ended));
        var page = await db
            .RoleGrants.AsNoTracking()
            .Where(grant =>
                (employee == null || grant.AccountId == employee)
                && (branch == null || grant.BranchId == null || grant.BranchId == branch)
                && (roles.Length == 0 || roles.Contains(grant.Role))
                && (
                    grant.EndedAt != null || grant.Until <= now ? ended
                    : grant.From > now ? ahead
                    : inForce
                )
                && (after == null || grant.Id > after)
            )
            .OrderBy(grant => grant.Id)
            .ToPage(limit, grant => grant.Id, stop);
        return TypedResults.Ok(new Page<Line>([.. page.Items.Select(grant => Of(grant, now))], page.Next));

        bool Asks(GrantState wanted) => state is not { Length: > 0 } || state.Contains(wanted);
    }

    static Line Of(RoleGrant grant, DateTimeOffset now) =>
        new(
            grant.Id,
            grant.AccountId,
            grant.Role,
            grant.BranchId,
            grant.Source,
            grant.StateAt(now),
            grant.From,
            grant.Until,
            grant.Reason,
            grant.GivenBy,
            grant.GivenAt,
            grant.EndedAt,
            grant.EndReason
        );
}
