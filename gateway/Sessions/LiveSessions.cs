using Clinic.Gateway.Rights;
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

    sealed record Known(Guid Account, DateTimeOffset Until, bool Ended, Employment? Employment, DateTimeOffset RightsChangedAt);

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
        var now = clock.GetUtcNow();
        return session!.Account == bearer.Account
            && !session.Ended
            && session.Employment?.StateAt(now) is null or GrantState.InForce
            && now < session.Until
            && !AccessTokens.IsOlder(bearer, session.RightsChangedAt);
    }

    /// <summary>Ends a session; on this copy at once.</summary>
    public void End(Session session, string why, DateTimeOffset now)
    {
        session.End(why, now);
        known.Set(
            session.Id,
            new Known(session.AccountId, session.Until, true, null, now),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered }
        );
    }

    /// <summary>Ends every open session of an account, once the caller saves.</summary>
    public async Task EndAllOf(IdentityDb db, Guid account, string why, DateTimeOffset now, CancellationToken stop)
    {
        var open = await db.Sessions.Where(session => session.AccountId == account && session.EndedAt == null).ToListAsync(stop);
        foreach (var session in open)
            End(session, why, now);
    }

    static async Task<Known?> Read(Guid id, IdentityDb db, CancellationToken stop)
    {
        var found = await db
            .Sessions.AsNoTracking()
            .Where(session => session.Id == id)
            .Join(
                db.Accounts,
                session => session.AccountId,
                account => account.Id,
                (session, account) =>
                    new
                    {
                        session.AccountId,
                        session.Until,
                        Ended = session.EndedAt != null,
                        account.RightsChangedAt,
                    }
            )
            .FirstOrDefaultAsync(stop);
        return found is null
            ? null
            : new(found.AccountId, found.Until, found.Ended, await Employment.Of(db, found.AccountId, stop), found.RightsChangedAt);
    }

    public void Dispose() => known.Dispose();
}
