using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// What a person holds besides the password: an authenticator app with one secret, and the recovery codes on paper. Written against
/// RFC 6238, not against the gateway's code.
/// </summary>
public sealed class Authenticator(string secret)
{
    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    readonly byte[] key = Read(secret);
    readonly Queue<string> paper = [];
    readonly Lock turn = new();
    long last;

    /// <summary>The secret as it was shown.</summary>
    public string Secret => secret;

    /// <summary>Sets one up for somebody who has just logged in; the next token has the rights that wait for it.</summary>
    /// <param name="post">Sends to the gateway with the person's token.</param>
    /// <param name="now">The platform's time.</param>
    public static async Task<Authenticator> SetUp(Func<string, object, Task<Answer>> post, Func<DateTimeOffset> now)
    {
        Authenticator own = new((await post("/api/identity/second-factor", new { })).Ok()["secret"].GetString()!);
        var confirmed = (await post("/api/identity/second-factor/confirmation", new { code = await own.Next(now) })).Ok();
        own.Keep(confirmed["recoveryCodes"]);
        return own;
    }

    /// <summary>Writes down the recovery codes.</summary>
    public void Keep(JsonElement recoveryCodes)
    {
        foreach (var code in recoveryCodes.EnumerateArray())
            paper.Enqueue(code.GetString()!);
    }

    /// <summary>The code that an app would show at an instant.</summary>
    public string At(DateTimeOffset instant) => Of(instant.ToUnixTimeSeconds() / 30);

    /// <summary>
    /// A code that opens now. Each opens once, so who logs in again within the half minute takes a neighbour, then one of the recovery
    /// codes, and then waits for the next.
    /// </summary>
    public async Task<string> Next(Func<DateTimeOffset> now) =>
        (await Eventually.Sees(() => Task.FromResult(TryNext(now())), code => code is not null, TimeSpan.FromSeconds(60)))!;

    string? TryNext(DateTimeOffset now)
    {
        lock (turn)
        {
            var step = now.ToUnixTimeSeconds() / 30;
            // A code of the half minute before may be a moment too old when it arrives.
            var next = Math.Max(last + 1, step);
            if (next > step + 1)
                return paper.TryDequeue(out var written) ? written : null;
            last = next;
            return Of(next);
        }
    }

    string Of(long step)
    {
        var counter = BitConverter.GetBytes(step);
        Array.Reverse(counter);
#pragma warning disable CA5350 // The algorithm of the standard.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var at = hash[19] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    static byte[] Read(string text)
    {
        var bits = string.Concat(text.Select(sign => Convert.ToString(Base32.IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(octet => octet.Length == 8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
