using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>An administrator ends all sessions of a person, for example after a lost phone.</summary>
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
        if (!await db.Accounts.AnyAsync(account => account.Id == employeeId, stop))
            return Refusal.NotFound.AsProblem();
        foreach (
            var session in await db
                .Sessions.Where(candidate => candidate.AccountId == employeeId && candidate.EndedAt == null)
                .ToListAsync(stop)
        )
            live.End(session, "ended-by-administrator", clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
