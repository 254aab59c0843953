using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Clinic.ServiceDefaults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TokenReader = Clinic.ServiceDefaults.TokenReader;

namespace Clinic.TestSupport;

/// <summary>A signing key of this test process, and the tokens that the gateway would make with it.</summary>
public static class TestKeys
{
    static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>The public half, for a service's key ring.</summary>
    public static JsonWebKeySet Public { get; } = Keys();

    /// <summary>
    /// An access token for a person with permissions at a branch, or in the whole group without one, who showed a moment ago who it is.
    /// </summary>
    public static string Token(Guid person, DateTimeOffset now, params (Guid? Branch, string[] Permissions)[] granted) =>
        ProvenToken(person, now, now, granted);

    /// <summary>The same token of a person who last showed at this instant who it is.</summary>
    public static string ProvenToken(
        Guid person,
        DateTimeOffset now,
        DateTimeOffset provenAt,
        params (Guid? Branch, string[] Permissions)[] granted
    ) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = TokenReader.Issuer,
                Audience = TokenReader.Audience,
                TokenType = TokenReader.TokenType,
                IssuedAt = now.UtcDateTime,
                NotBefore = now.UtcDateTime,
                Expires = now.UtcDateTime.AddHours(1),
                SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
                Subject = new ClaimsIdentity([
                    new("sub", person.ToString()),
                    new("person", person.ToString()),
                    new("sid", Guid.CreateVersion7().ToString()),
                    new(FreshProof.Claim, provenAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
                    .. Grants
                        .Write(granted.Select(pair => (pair.Branch, (IEnumerable<string>)pair.Permissions)))
                        .Select(claim => new Claim("acc", claim)),
                ]),
            }
        );

    static JsonWebKeySet Keys()
    {
        JsonWebKeySet set = new();
        set.Keys.Add(JsonWebKeyConverter.ConvertFromRSASecurityKey(new(Key.Rsa.ExportParameters(false)) { KeyId = Key.KeyId }));
        return set;
    }
}
