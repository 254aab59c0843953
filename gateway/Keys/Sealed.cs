using System.Security.Cryptography;

namespace Clinic.Gateway.Keys;

/// <summary>Bytes that only the gateway can read, and only where they belong: AES-256-GCM, nonce and tag in front.</summary>
static class Sealed
{
    const int NonceLength = 12,
        TagLength = 16;

    /// <summary>Seals bytes.</summary>
    /// <param name="belongsTo">The id of the row that they are kept in; they open nowhere else.</param>
    public static byte[] Of(byte[] clear, byte[] key, Guid belongsTo)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var (tag, hidden) = (new byte[TagLength], new byte[clear.Length]);
        using AesGcm aes = new(key, TagLength);
        aes.Encrypt(nonce, clear, hidden, tag, belongsTo.ToByteArray());
        return [.. nonce, .. tag, .. hidden];
    }

    /// <summary>The bytes in clear; null when they were sealed with another key or for another row.</summary>
    public static byte[]? Open(byte[] kept, byte[] key, Guid belongsTo)
    {
        var clear = new byte[kept.Length - NonceLength - TagLength];
        try
        {
            using AesGcm aes = new(key, TagLength);
            aes.Decrypt(
                kept.AsSpan(0, NonceLength),
                kept.AsSpan(NonceLength + TagLength),
                kept.AsSpan(NonceLength, TagLength),
                clear,
                belongsTo.ToByteArray()
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return clear;
    }
}
