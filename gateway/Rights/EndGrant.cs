using Clinic.ServiceDefaults;
using Clinic.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Rights;

/// <summary>An administrator takes back a role that was granted; tokens made before stop counting within seconds.</summary>
public static class EndGrant
{
    /// <summary>Why it is taken back.</summary>
    public sealed record Request([property: Text(500, Least = 3, Lines = true)] string Reason);

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/grants/{grantId:guid}/end", Handle)
            .Needs(GrantRole.Grant)
            .WithSummary("Takes a granted role back, with a reason")
            .Refuses(Refusals.GrantToSelf);

    static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid employeeId,
        Guid grantId,
        Request request,
        IdentityDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var grant = await db.RoleGrants.FirstOrDefaultAsync(
            roleGrant => roleGrant.Id == grantId && roleGrant.AccountId == employeeId,
            stop
        );
        var account = await db.Accounts.FirstOrDefaultAsync(candidate => candidate.Id == employeeId, stop);
        if (grant is null || account is null)
            return Refusal.NotFound.AsProblem();
        // Also keeps the last administrator from locking everybody out.
        if (employeeId == caller.PersonId)
            return Refusals.GrantToSelf.AsProblem();
        if (grant.EndedAt is not null)
            return TypedResults.NoContent();

        grant.End(request.Reason, clock.GetUtcNow());
        account.RightsShrank(clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
