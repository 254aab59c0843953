using Clinic.Gateway.Accounts;
using Clinic.Gateway.Rights;

namespace Clinic.Gateway.Sessions;

/// <summary>Gives a session its next pair of tokens.</summary>
sealed class SessionTokens(IdentityDb db, RightsOf rights, AccessTokens access, TimeProvider clock)
{
    /// <summary>The pair; the refresh token counts once the caller saves.</summary>
    public async Task<LogIn.Tokens> Next(Session session, Account account, CancellationToken stop)
    {
        var (refresh, text) = RefreshToken.For(session, clock.GetUtcNow());
        db.Add(refresh);
        var (token, expires) = access.Make(account.Id, session.Id, await rights.Read(account.Id, stop), account.RightsChangedAt);
        return new(token, expires, text, account.Id);
    }
}
