using System.Security.Cryptography;
using System.Text;

namespace Clinic.ServiceDefaults;

/// <summary>
/// AES-256-GCM. What was closed opens only with the same key, bound to the same bytes, and untouched; kept as nonce, tag, content.
/// </summary>
public static class AesSeal
{
    /// <summary>The length of a key.</summary>
    public const int KeyBytes = 32;

    static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize,
        TagBytes = AesGcm.TagByteSizes.MaxSize;

    /// <summary>By how much something closed is longer than its content.</summary>
    public static int Overhead => NonceBytes + TagBytes;

    /// <summary>A key nobody can guess.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>A key that follows from a secret, another one for each purpose.</summary>
    public static byte[] KeyFrom(string secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Closes a content under a key; each time it looks different.</summary>
    /// <param name="boundTo">What has to be said again to open it: whose it is and where it stands.</param>
    public static byte[] Close(byte[] key, byte[] boundTo, byte[] content)
    {
        var closed = new byte[Overhead + content.Length];
        var nonce = closed.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(key, TagBytes);
        cipher.Encrypt(nonce, content, closed.AsSpan(Overhead), closed.AsSpan(NonceBytes, TagBytes), boundTo);
        return closed;
    }

    /// <summary>Opens what was closed.</summary>
    /// <exception cref="CryptographicException">Another key, bound to something else, or touched.</exception>
    public static byte[] Open(byte[] key, byte[] boundTo, ReadOnlySpan<byte> closed)
    {
        var content = new byte[closed.Length - Overhead];
        using AesGcm cipher = new(key, TagBytes);
        cipher.Decrypt(closed[..NonceBytes], closed[Overhead..], closed[NonceBytes..Overhead], content, boundTo);
        return content;
    }
}
