using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Clinic.Gateway.Keys;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// Devices on which an account logged in before, known by a cookie: a number of the device's own, and behind it one signature for each
/// account that logged in there, the newest first. A signature is bound to the account's stamp, so it stops counting with a new password
/// and when an administrator ends the sessions of a lost device. The cookie opens nothing: it only has the device's tries counted apart.
/// </summary>
sealed class KnownDevices(GatewaySecret secret)
{
    const string Cookie = "clinic-device";
    const int NumberLength = 16,
        SignatureLength = 16,
        // A desk has this many people at most; whoever comes after them makes the oldest unknown.
        MostAccounts = 30;

    static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    readonly byte[] key = secret.KeyFor("known devices");

    /// <summary>The number of the device a request comes from, when this account logged in there before; else null.</summary>
    public string? Of(HttpContext http, Account? account)
    {
        if (account is null || Read(http) is not { } cookie)
            return null;
        var signature = Sign(cookie.AsSpan(0, NumberLength), account);
        return Signatures(cookie).Any(known => CryptographicOperations.FixedTimeEquals(known, signature))
            ? Convert.ToHexString(cookie, 0, NumberLength)
            : null;
    }

    /// <summary>The account logged in on the device that the request comes from.</summary>
    public void Remember(HttpContext http, Account account)
    {
        var cookie = Read(http) ?? RandomNumberGenerator.GetBytes(NumberLength);
        var own = Sign(cookie.AsSpan(0, NumberLength), account);
        var others = Signatures(cookie).Where(known => !known.AsSpan().SequenceEqual(own)).Take(MostAccounts - 1);
        byte[] next = [.. cookie.AsSpan(0, NumberLength), .. own, .. others.SelectMany(signature => signature)];
        http.Response.Cookies.Append(
            Cookie,
            Base64Url.EncodeToString(next),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = "/api/identity",
                MaxAge = Kept,
                IsEssential = true,
            }
        );
    }

    byte[] Sign(ReadOnlySpan<byte> device, Account account)
    {
        byte[] bound = [.. device, .. account.Id.ToByteArray(), .. Encoding.UTF8.GetBytes(account.SecurityStamp ?? "")];
        return HMACSHA256.HashData(key, bound)[..SignatureLength];
    }

    static IEnumerable<byte[]> Signatures(byte[] cookie) => cookie.Skip(NumberLength).Chunk(SignatureLength);

    static byte[]? Read(HttpContext http)
    {
        const int longest = NumberLength + (MostAccounts * SignatureLength);
        if (http.Request.Cookies[Cookie] is not { } text || text.Length > Base64Url.GetEncodedLength(longest) || !Base64Url.IsValid(text))
            return null;
        var cookie = Base64Url.DecodeFromChars(text);
        return cookie.Length >= NumberLength && (cookie.Length - NumberLength) % SignatureLength == 0 ? cookie : null;
    }
}
