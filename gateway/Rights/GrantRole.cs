using System.ComponentModel.DataAnnotations;
using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Rights;

/// <summary>An administrator gives a person a role besides those of the post, with a reason.</summary>
public static class GrantRole
{
    /// <summary>Administrators only.</summary>
    public static readonly Permission Grant = new("accounts.grant");

    /// <summary>Without a branch the role holds in the whole group; without a beginning it holds at once.</summary>
    public sealed record Request(
        [property: Required] Guid? Id,
        [property: Required] Role? Role,
        [property: Text(500, Least = 3, Lines = true)] string Reason,
        Guid? BranchId = null,
        DateTimeOffset? From = null,
        DateTimeOffset? Until = null
    );

    // A caller's clock may be a little behind ours.
    static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/grants", Handle)
            .Needs(Grant)
            .NeedsFreshProof()
            .WithSummary("Gives a person a role, with a reason")
            .Refuses(Refusals.GroupRole, Refusals.GrantPeriod, Refusals.GrantToSelf, Refusals.BranchUnknown, Refusal.IdTaken);

    static async Task<Results<Created, ProblemHttpResult>> Handle(
        Guid employeeId,
        Request request,
        IdentityDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var (id, role) = (request.Id!.Value, request.Role!.Value);
        if (role == Role.Administrator && request.BranchId is not null)
            return Refusals.GroupRole.AsProblem();

        if (await db.RoleGrants.AsNoTracking().FirstOrDefaultAsync(grant => grant.Id == id, stop) is { } there)
            return IsSame(there, employeeId, request) ? TypedResults.Created() : Refusal.IdTaken.AsProblem();
        var from = request.From ?? now;
        if (from < now - Late || request.Until <= from || request.Until <= now)
            return Refusals.GrantPeriod.AsProblem();
        if (employeeId == caller.PersonId)
            return Refusals.GrantToSelf.AsProblem();
        if (!await db.Accounts.AnyAsync(account => account.Id == employeeId, stop))
            return Refusal.NotFound.AsProblem();
        if (request.BranchId is { } branch && !await db.Branches.AnyAsync(known => known.Id == branch, stop))
            return Refusals.BranchUnknown.AsProblem();

        db.Add(
            new RoleGrant
            {
                Id = id,
                AccountId = employeeId,
                Role = role,
                BranchId = request.BranchId,
                From = from,
                Until = request.Until,
                Source = GrantSource.Administrator,
                Reason = request.Reason,
                GivenBy = caller.PersonId,
                GivenAt = now,
            }
        );
        await db.SaveChangesAsync(stop);
        return TypedResults.Created();
    }

    static bool IsSame(RoleGrant there, Guid employeeId, Request request) =>
        there.AccountId == employeeId
        && there.Role == request.Role
        && there.BranchId == request.BranchId
        && there.Reason == request.Reason
        && Matches(there.Until, request.Until)
        && (request.From is null || Matches(there.From, request.From));

    // The database keeps microseconds.
    static bool Matches(DateTimeOffset? stored, DateTimeOffset? sent) =>
        stored is null == sent is null && (stored - sent ?? TimeSpan.Zero).Duration() < TimeSpan.FromMicroseconds(2);
}
