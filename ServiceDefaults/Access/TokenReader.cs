using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.ServiceDefaults;

/// <summary>Who a checked access token says is calling.</summary>
/// <param name="Account">The account that logged in.</param>
/// <param name="Person">The employee behind it, or the account itself.</param>
/// <param name="Session">The login session, which the gateway can end.</param>
/// <param name="Expires">When the token stops counting, by the platform's clock.</param>
/// <param name="ProvenAt">When the person last showed who it is; null when the token does not say.</param>
public sealed record Bearer(Guid Account, Guid Person, Guid Session, DateTimeOffset Expires, Grants Grants, DateTimeOffset? ProvenAt);

/// <summary>Checks access tokens: RS256 only, issuer, audience, type and lifetime, against the gateway's keys.</summary>
public sealed class TokenReader(KeyRing ring, TimeProvider clock) : IDisposable
{
    /// <summary>The audience every token is made for.</summary>
    public const string Audience = "clinic-api";

    /// <summary>The one who makes tokens.</summary>
    public const string Issuer = "clinic-gateway";

    /// <summary>The <c>typ</c> of an access token (RFC 9068).</summary>
    public const string TokenType = "at+jwt";

    const int LongestToken = 16_384;
    static readonly TimeSpan Skew = TimeSpan.FromSeconds(30),
        Remembered = TimeSpan.FromSeconds(30);

    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    // Checking a signature costs more than everything else in a small request; the same token comes back within seconds.
    readonly MemoryCache seen = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>The bearer, or null when the token is not to be trusted.</summary>
    public async ValueTask<Bearer?> Read(string token)
    {
        if (token.Length > LongestToken)
            return null;
        if (seen.TryGetValue<Bearer>(token, out var known))
            return StillValid(known!);

        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = Issuer,
                ValidAudience = Audience,
                ValidTypes = [TokenType],
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                IssuerSigningKeys = ring.Keys,
                RequireExpirationTime = true,
                LifetimeValidator = (from, until, _, _) =>
                    until is { } end && clock.GetUtcNow() < end + Skew && (from is null || clock.GetUtcNow() > from - Skew),
            }
        );
        if (!result.IsValid)
        {
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
                ring.AskForNewKeys();
            return null;
        }

        var jwt = (JsonWebToken)result.SecurityToken;
        if (!Guid.TryParse(jwt.Subject, out var account) || !Guid.TryParse(Text(jwt, "sid"), out var session))
            return null;
        var person = Guid.TryParse(Text(jwt, "person"), out var employee) ? employee : account;
        Bearer bearer = new(
            account,
            person,
            session,
            jwt.ValidTo,
            Grants.Read(jwt.Claims.Where(claim => claim.Type == "acc").Select(claim => claim.Value)),
            jwt.TryGetPayloadValue<long>(FreshProof.Claim, out var proven) ? DateTimeOffset.FromUnixTimeSeconds(proven) : null
        );
        seen.Set(token, bearer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        return bearer;
    }

    Bearer? StillValid(Bearer bearer) => clock.GetUtcNow() < bearer.Expires + Skew ? bearer : null;

    static string? Text(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    public void Dispose() => seen.Dispose();
}
