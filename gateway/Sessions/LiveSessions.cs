using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Clinic.Gateway.Sessions;

/// <summary>
/// Which sessions go on. Every request asks, so the answer is remembered for ten seconds of the machine's time: that is how long
/// an ended one may still be served by another copy of the gateway.
/// </summary>
sealed class LiveSessions(TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    sealed record Known(Guid Account, DateTimeOffset Until, bool Ended, bool Left, DateTimeOffset RightsChangedAt);

    readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>True when the session goes on, its person works here, and the token shows the rights as they are.</summary>
    public async ValueTask<bool> GoesOn(Bearer bearer, HttpContext asked)
    {
        if (!known.TryGetValue<Known>(bearer.Session, out var session))
        {
            // The database is fetched only by whoever has to look.
            session = await Read(bearer.Session, asked.RequestServices.GetRequiredService<IdentityDb>(), asked.RequestAborted);
            if (session is null)
                return false;
            known.Set(bearer.Session, session, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }
        return session!.Account == bearer.Account
            && !session.Ended
            && !session.Left
            && clock.GetUtcNow() < session.Until
            && !AccessTokens.IsOlder(bearer, session.RightsChangedAt);
    }

    /// <summary>Ends a session; on this copy at once.</summary>
    public void End(Session session, string why, DateTimeOffset now)
    {
        session.End(why, now);
        known.Set(
            session.Id,
            new Known(session.AccountId, session.Until, true, false, now),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered }
        );
    }

    static Task<Known?> Read(Guid id, IdentityDb db, CancellationToken stop) =>
        db
            .Sessions.AsNoTracking()
            .Where(session => session.Id == id)
            .Select(session => new Known(
                session.AccountId,
                session.Until,
                session.EndedAt != null,
                db.PostsHeld.Where(step => step.EmployeeId == session.AccountId)
                    .OrderByDescending(step => step.Version)
                    .Select(step => step.Post == null)
                    .FirstOrDefault(),
                db.Accounts.Where(account => account.Id == session.AccountId).Select(account => account.RightsChangedAt).First()
            ))
            .FirstOrDefaultAsync(stop);

    public void Dispose() => known.Dispose();
}
