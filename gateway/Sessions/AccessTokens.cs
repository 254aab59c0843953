using Clinic.Gateway.Keys;
using Clinic.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TokenReader = Clinic.ServiceDefaults.TokenReader;

namespace Clinic.Gateway.Sessions;

/// <summary>Writes access tokens: five minutes, signed with the key in use (RFC 9068, RS256).</summary>
sealed class AccessTokens(SigningKeys keys, TimeProvider clock)
{
    /// <summary>How long one counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>
    /// A token for an account in a session, with these rights and made no earlier than they last shrank; it says when the person last
    /// showed who it is.
    /// </summary>
    public (string Token, DateTimeOffset Expires) Make(
        Guid account,
        Guid session,
        IEnumerable<(Guid? Branch, IEnumerable<string> Permissions)> rights,
        DateTimeOffset rightsChangedAt,
        DateTimeOffset? provenAt = null
    )
    {
        var (now, afterChange) = (WholeSecond(clock.GetUtcNow()), WholeSecond(rightsChangedAt).AddSeconds(1));
        var expires = (now > afterChange ? now : afterChange) + Life;
        Dictionary<string, object> claims = new()
        {
            ["sub"] = account.ToString(),
            ["person"] = account.ToString(),
            ["sid"] = session.ToString(),
            ["acc"] = Grants.Write(rights).ToArray(),
        };
        if (provenAt is { } proven)
            claims[FreshProof.Claim] = proven.ToUnixTimeSeconds();
        return (
            handler.CreateToken(
                new SecurityTokenDescriptor
                {
                    Issuer = TokenReader.Issuer,
                    Audience = TokenReader.Audience,
                    TokenType = TokenReader.TokenType,
                    Expires = expires.UtcDateTime,
                    SigningCredentials = keys.InUse,
                    Claims = claims,
                }
            ),
            expires
        );
    }

    /// <summary>
    /// True when the token was made before the rights last shrank. Tokens know whole seconds only, so one of the same second counts as
    /// older.
    /// </summary>
    public static bool IsOlder(Bearer bearer, DateTimeOffset rightsChangedAt) => bearer.Expires - Life <= WholeSecond(rightsChangedAt);

    static DateTimeOffset WholeSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
