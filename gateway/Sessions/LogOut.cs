using Clinic.Gateway.Rights;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Sessions;

/// <summary>A person logs out: neither token of the session counts any more.</summary>
public static class LogOut
{
    internal static void Map(RouteGroupBuilder identity) =>
        identity.MapDelete("/sessions/current", Handle).Needs(RightsOf.Own).WithTags("Sessions").WithSummary("Logs out");

    static async Task<NoContent> Handle(HttpContext http, IdentityDb db, LiveSessions live, TimeProvider clock, CancellationToken stop)
    {
        var bearer = (Bearer)http.Items[typeof(Bearer)]!;
        live.End(await db.Sessions.FirstAsync(session => session.Id == bearer.Session, stop), "logged-out", clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
        return TypedResults.NoContent();
    }
}
