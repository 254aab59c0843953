using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Gateway.SecondFactors;

/// <summary>
/// Six digits that change every half minute, made from a secret that a person's authenticator and the gateway share (RFC 6238 with
/// HMAC-SHA-1, which is what every authenticator knows).
/// </summary>
static class TimeCode
{
    const int Seconds = 30;
    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    // Clocks differ a little, and a code may change while it is being typed.
    static readonly long[] Neighbours = [0, -1, 1];

    /// <summary>A new secret, as long as the hash.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(HMACSHA1.HashSizeInBytes);

    /// <summary>The code of a half minute, counted from 1970 on.</summary>
    public static string At(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What HMAC asks of its hash SHA-1 still has, and authenticators know no other.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The half minute for which this code is right, the one of now or a neighbour; null when there is none.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now)
    {
        var (typed, step) = (Encoding.UTF8.GetBytes(code), now.ToUnixTimeSeconds() / Seconds);
        foreach (var neighbour in Neighbours)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(At(secret, step + neighbour))))
                return step + neighbour;
        }
        return null;
    }

    /// <summary>The secret as people type it into an authenticator (RFC 4648).</summary>
    public static string Written(byte[] secret)
    {
        StringBuilder text = new();
        var (bits, waiting) = (0, 0);
        foreach (var octet in secret)
        {
            (bits, waiting) = (bits << 8 | octet, waiting + 8);
            for (; waiting >= 5; waiting -= 5)
                text.Append(Base32[bits >> (waiting - 5) & 31]);
            bits &= (1 << waiting) - 1;
        }
        return waiting == 0 ? text.ToString() : text.Append(Base32[bits << (5 - waiting) & 31]).ToString();
    }

    /// <summary>What authenticators read from a picture.</summary>
    public static string Address(byte[] secret, string login) =>
        $"otpauth://totp/Clinic:{Uri.EscapeDataString(login)}?secret={Written(secret)}"
        + $"&issuer=Clinic&algorithm=SHA1&digits=6&period={Seconds}";
}
