using System.Net;
using System.Security.Cryptography;
using System.Text;
using Clinic.Gateway.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class TokenTests(TestSite site)
{
    static readonly RSA Foreign = RSA.Create(2048);

    [Theory]
    [
        InlineData("alg none"),
        InlineData("alg none, no kid"),
        InlineData("HS256 with the public key as PEM"),
        InlineData("HS256 with the public key as DER"),
        InlineData("HS256 with the modulus")
    ]
    [
        InlineData("foreign key, our kid"),
        InlineData("foreign key, own kid"),
        InlineData("foreign key, kid is a path"),
        InlineData("foreign key, kid is SQL"),
        InlineData("foreign key, no kid")
    ]
    [
        InlineData("foreign key in a jwk header"),
        InlineData("foreign key behind a jku header"),
        InlineData("RS384"),
        InlineData("RS512"),
        InlineData("PS256")
    ]
    [
        InlineData("other audience"),
        InlineData("no audience"),
        InlineData("other issuer"),
        InlineData("no issuer"),
        InlineData("typ JWT"),
        InlineData("no typ"),
        InlineData("typ id+jwt")
    ]
    [
        InlineData("expired 31 s ago"),
        InlineData("never expires"),
        InlineData("not before in 31 s"),
        InlineData("more rights written in"),
        InlineData("other person written in")
    ]
    [
        InlineData("signature cut"),
        InlineData("no signature"),
        InlineData("signature of another token"),
        InlineData("no session"),
        InlineData("unknown session"),
        InlineData("session is no id")
    ]
    [
        InlineData("no subject"),
        InlineData("another subject"),
        InlineData("not a token"),
        InlineData("dots only"),
        InlineData("empty"),
        InlineData("17 KB"),
        InlineData("Basic")
    ]
    public async Task A_forged_token_opens_nothing(string forgery)
    {
        var token = Forge(forgery);
        foreach (var path in new[] { $"/api/identity/accounts/{site.Administrator.Id}", $"/api/escort/trail/{Guid.NewGuid()}" })
        {
            HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", $"{(forgery == "Basic" ? "Basic" : "Bearer")} {token}");
            var answer = await site.Raw(request);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("unauthenticated", answer.Code);
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task A_token_made_the_same_way_without_a_fault_is_let_in_however_the_scheme_is_written(string scheme)
    {
        foreach (var path in new[] { $"/api/identity/accounts/{site.Administrator.Id}", $"/api/escort/trail/{Guid.NewGuid()}" })
        {
            HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {Forge("nothing")}");

            Assert.Equal(HttpStatusCode.OK, (await site.Raw(request)).Status);
        }
    }

    [Fact]
    public async Task A_token_of_a_hundred_kilobytes_is_not_even_read()
    {
        HttpRequestMessage request = new(HttpMethod.Get, $"/api/escort/trail/{Guid.NewGuid()}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {new string('a', 100_000)}");

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await site.Raw(request)).Status);
    }

    [Fact]
    public async Task The_published_keys_hold_no_private_part()
    {
        var answer = await site.Raw(new(HttpMethod.Get, "/.well-known/jwks.json"));

        var key = Assert.Single(answer["keys"].EnumerateArray().ToList());
        Assert.Equal(["kty", "use", "alg", "kid", "n", "e"], key.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ("RSA", "RS256", 256),
            (
                key.GetProperty("kty").GetString(),
                key.GetProperty("alg").GetString(),
                Base64UrlEncoder.DecodeBytes(key.GetProperty("n").GetString()).Length
            )
        );
    }

    string Forge(string forgery)
    {
        var genuine = new JsonWebToken(site.Administrator.AccessToken);
        var ours = site.Gateway.Services.GetRequiredService<SigningKeys>().InUse;
        var rsa = RSA.Create(((RsaSecurityKey)ours.Key).Parameters);
        var now = site.Gateway.Clock.GetUtcNow();
        Dictionary<string, object> header = new()
        {
            ["alg"] = "RS256",
            ["typ"] = "at+jwt",
            ["kid"] = ours.Key.KeyId,
        };
        Dictionary<string, object> claims = new()
        {
            ["iss"] = "clinic-gateway",
            ["aud"] = "clinic-api",
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["sub"] = genuine.Subject,
            ["person"] = genuine.Subject,
            ["sid"] = genuine.GetClaim("sid").Value,
            ["acc"] = genuine.Claims.Where(claim => claim.Type == "acc").Select(claim => claim.Value).ToArray(),
        };
        Func<byte[], byte[]> sign = content => rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        byte[] Foreigner(byte[] content) => Foreign.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Func<string, string> after = token => token;

        switch (forgery)
        {
            case "alg none":
                (header["alg"], sign) = ("none", _ => []);
                break;
            case "alg none, no kid":
                (header["alg"], sign) = ("None", _ => []);
                header.Remove("kid");
                break;
            case "HS256 with the public key as PEM":
                (header["alg"], sign) = (
                    "HS256",
                    content => HMACSHA256.HashData(Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), content)
                );
                break;
            case "HS256 with the public key as DER":
                (header["alg"], sign) = ("HS256", content => HMACSHA256.HashData(rsa.ExportSubjectPublicKeyInfo(), content));
                break;
            case "HS256 with the modulus":
                (header["alg"], sign) = ("HS256", content => HMACSHA256.HashData(rsa.ExportParameters(false).Modulus!, content));
                break;
            case "foreign key, our kid":
                sign = Foreigner;
                break;
            case "foreign key, own kid":
                (header["kid"], sign) = ("mine", Foreigner);
                break;
            case "foreign key, kid is a path":
                (header["kid"], sign) = ("../../../dev/null", Foreigner);
                break;
            case "foreign key, kid is SQL":
                (header["kid"], sign) = ("' UNION SELECT 'a' --", Foreigner);
                break;
            case "foreign key, no kid":
                header.Remove("kid");
                sign = Foreigner;
                break;
            case "foreign key in a jwk header":
                (header["jwk"], sign) = (Jwk(), Foreigner);
                header.Remove("kid");
                break;
            case "foreign key behind a jku header":
                (header["jku"], sign) = ("http://127.0.0.1:9/keys.json", Foreigner);
                break;
            case "RS384":
                (header["alg"], sign) = ("RS384", content => rsa.SignData(content, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1));
                break;
            case "RS512":
                (header["alg"], sign) = ("RS512", content => rsa.SignData(content, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
                break;
            case "PS256":
                (header["alg"], sign) = ("PS256", content => rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
                break;
            case "other audience":
                claims["aud"] = "another-api";
                break;
            case "no audience":
                claims.Remove("aud");
                break;
            case "other issuer":
                claims["iss"] = "another-gateway";
                break;
            case "no issuer":
                claims.Remove("iss");
                break;
            case "typ JWT":
                header["typ"] = "JWT";
                break;
            case "typ id+jwt":
                header["typ"] = "id+jwt";
                break;
            case "no typ":
                header.Remove("typ");
                break;
            case "expired 31 s ago":
                claims["exp"] = now.AddSeconds(-31).ToUnixTimeSeconds();
                break;
            case "never expires":
                claims.Remove("exp");
                break;
            case "not before in 31 s":
                claims["nbf"] = now.AddSeconds(32).ToUnixTimeSeconds();
                break;
            case "more rights written in":
                after = token => Rewrite(token, payload => payload.Replace("accounts.read", "accounts.all_", StringComparison.Ordinal));
                break;
            case "other person written in":
                after = token =>
                    Rewrite(token, payload => payload.Replace(genuine.Subject, Guid.NewGuid().ToString(), StringComparison.Ordinal));
                break;
            case "signature cut":
                after = token => token[..^8];
                break;
            case "no signature":
                after = token => token[..(token.LastIndexOf('.') + 1)];
                break;
            case "signature of another token":
                after = token =>
                    token[..token.LastIndexOf('.')] + site.Administrator.AccessToken[site.Administrator.AccessToken.LastIndexOf('.')..];
                claims["jti"] = "other";
                break;
            case "no session":
                claims.Remove("sid");
                break;
            case "unknown session":
                claims["sid"] = Guid.NewGuid().ToString();
                break;
            case "session is no id":
                claims["sid"] = "1 OR 1=1";
                break;
            case "no subject":
                claims.Remove("sub");
                break;
            case "another subject":
                claims["sub"] = Guid.NewGuid().ToString();
                break;
            case "not a token":
                return "a-word";
            case "dots only":
                return "..";
            case "empty":
                return "";
            case "17 KB":
                claims["padding"] = new string('a', 13_000);
                break;
        }

        var unsigned = $"{Part(header)}.{Part(claims)}";
        return after($"{unsigned}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(unsigned)))}");
    }

    static string Part(object value) => Base64UrlEncoder.Encode(System.Text.Json.JsonSerializer.Serialize(value));

    static string Rewrite(string token, Func<string, string> change)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Base64UrlEncoder.Encode(change(Base64UrlEncoder.Decode(parts[1])))}.{parts[2]}";
    }

    static Dictionary<string, string> Jwk()
    {
        var key = Foreign.ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA",
            ["n"] = Base64UrlEncoder.Encode(key.Modulus),
            ["e"] = Base64UrlEncoder.Encode(key.Exponent),
        };
    }
}
