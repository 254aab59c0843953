using Clinic.Gateway.Accounts;
using Clinic.Gateway.Keys;
using Clinic.Gateway.Rights;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Sessions;

/// <summary>Gives a session its next pair of tokens.</summary>
sealed class SessionTokens(IdentityDb db, RightsOf rights, AccessTokens access, GatewaySecret secret, TimeProvider clock)
{
    readonly byte[] key = secret.KeyFor("refresh tokens");

    /// <summary>The first pair of a session; the refresh token counts once the caller saves.</summary>
    public Task<LogIn.Tokens> First(Session session, Account account, CancellationToken stop)
    {
        var text = RefreshToken.NewText();
        db.Add(RefreshToken.For(session, text, clock.GetUtcNow()));
        return Pair(session, account, text, stop);
    }

    /// <summary>The pair after a refresh token that is used for the first time; it counts once the caller saves.</summary>
    public Task<LogIn.Tokens> After(string used, Session session, Account account, CancellationToken stop)
    {
        var text = RefreshToken.TextAfter(used, key);
        db.Add(RefreshToken.For(session, text, clock.GetUtcNow()));
        return Pair(session, account, text, stop);
    }

    /// <summary>The pair once more that was given for a refresh token a moment ago; null when it is too late for that.</summary>
    public async Task<LogIn.Tokens?> Again(string used, Session session, Account account, CancellationToken stop)
    {
        var text = RefreshToken.TextAfter(used, key);
        var (before, after) = (RefreshToken.HashOf(used), RefreshToken.HashOf(text));
        var tokens = await db.RefreshTokens.AsNoTracking().Where(token => token.Hash == before || token.Hash == after).ToListAsync(stop);
        return tokens.Count == 2 && tokens.Single(token => token.Hash.SequenceEqual(before)).MayBeRepeated(clock.GetUtcNow())
            ? await Pair(session, account, text, stop)
            : null;
    }

    /// <summary>An access token alone, with the rights of now.</summary>
    public async Task<(string Token, DateTimeOffset Expires)> Access(Session session, Account account, CancellationToken stop)
    {
        var held = await rights.Read(account.Id, session.SecondFactorAt is not null, stop);
        return access.Make(account.Id, session.Id, held.Rights, account.RightsChangedAt, session.ProvenAt);
    }

    async Task<LogIn.Tokens> Pair(Session session, Account account, string refresh, CancellationToken stop)
    {
        var held = await rights.Read(account.Id, session.SecondFactorAt is not null, stop);
        var (token, expires) = access.Make(account.Id, session.Id, held.Rights, account.RightsChangedAt, session.ProvenAt);
        var state =
            held.WaitsForSecondFactor ? LogIn.SecondFactorState.Missing
            : session.SecondFactorAt is not null ? LogIn.SecondFactorState.Shown
            : LogIn.SecondFactorState.NotNeeded;
        return new(token, expires, refresh, account.Id, state);
    }
}
