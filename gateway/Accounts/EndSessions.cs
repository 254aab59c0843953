using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// An administrator ends all sessions of a person, for example after a lost phone; no device counts as one of the person's any more.
/// </summary>
public static class EndSessions
{
    internal static void Map(RouteGroupBuilder account) =>
        account.MapPost("/sessions/end", Handle).Needs(IssueActivationCode.ActivateAccounts).WithSummary("Ends all sessions of a person");

    static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid employeeId,
        IdentityDb db,
        LiveSessions live,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (await db.Accounts.FirstOrDefaultAsync(account => account.Id == employeeId, stop) is not { } account)
            return Refusal.NotFound.AsProblem();
        await live.EndAllOf(db, employeeId, "ended-by-administrator", clock.GetUtcNow(), stop);
        account.ForgetDevices();
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
