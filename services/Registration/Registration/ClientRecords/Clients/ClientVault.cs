using System.Security.Cryptography;
using System.Text;

namespace Clinic.Registration.ClientRecords.Clients;

/// <summary>What is sealed of a client; part of what a seal is bound to, so that one text cannot be put in the place of another.</summary>
public enum Sealed
{
    Key,
    Phone,
    Address,
    IdNumber,
    Page,
    Recipient,
    MismatchReason,
}

/// <summary>What a client can be looked up by without being readable.</summary>
public enum TraceOf
{
    Phone,
    PhoneTail,
    IdNumber,
}

/// <summary>
/// Seals what must not be readable in the database: AES-256-GCM under a data key of each client, bound to the client's id.
/// Data keys are kept wrapped under a key that is derived from the service's secret; whoever takes a client's data key away makes
/// what it sealed unreadable for ever. What has to be found again leaves a trace: a keyed hash, useless without the secret.
/// </summary>
public sealed class ClientVault
{
    const int KeyBytes = 32,
        LeastSecret = 20;

    static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize,
        TagBytes = AesGcm.TagByteSizes.MaxSize;

    readonly byte[] wrapping,
        tracing;

    /// <summary>A vault opened with this secret.</summary>
    public ClientVault(string secret)
    {
        var material = Encoding.UTF8.GetBytes(secret);
        wrapping = Derived(material, "clinic registration: wraps data keys of clients");
        tracing = Derived(material, "clinic registration: traces of phones and identity numbers");
    }

    /// <summary>The vault of this service; without its secret the service does not start.</summary>
    public static ClientVault Of(IConfiguration configuration) =>
        configuration["Clients:Secret"] is { Length: >= LeastSecret } secret
            ? new(secret)
            : throw new InvalidOperationException($"Clients:Secret is missing or shorter than {LeastSecret} characters.");

    /// <summary>A new data key for a client, wrapped.</summary>
    public byte[] NewKey(Guid client) => Encrypt(wrapping, client, Sealed.Key, RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Seals a text of a client under the client's data key.</summary>
    public byte[] Seal(byte[] wrappedKey, Guid client, Sealed what, string text) =>
        Encrypt(Unwrap(wrappedKey, client), client, what, Encoding.UTF8.GetBytes(text));

    /// <summary>Opens what was sealed; throws when it is another client's, or was touched.</summary>
    public string Decrypt(byte[] wrappedKey, Guid client, Sealed what, byte[] seal) =>
        Encoding.UTF8.GetString(Unseal(Unwrap(wrappedKey, client), client, what, seal));

    /// <summary>The trace under which a value is found again.</summary>
    public byte[] Trace(TraceOf what, string value) => HMACSHA256.HashData(tracing, Encoding.UTF8.GetBytes($"{what}:{value}"));

    byte[] Unwrap(byte[] wrappedKey, Guid client) => Unseal(wrapping, client, Sealed.Key, wrappedKey);

    static byte[] Derived(byte[] material, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    // Kept as nonce, tag, text.
    static byte[] Encrypt(byte[] key, Guid client, Sealed what, byte[] text)
    {
        var sealedText = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(key, TagBytes);
        cipher.Encrypt(
            nonce,
            text,
            sealedText.AsSpan(NonceBytes + TagBytes),
            sealedText.AsSpan(NonceBytes, TagBytes),
            BoundTo(client, what)
        );
        return sealedText;
    }

    static byte[] Unseal(byte[] key, Guid client, Sealed what, byte[] sealedText)
    {
        var text = new byte[sealedText.Length - NonceBytes - TagBytes];
        using AesGcm cipher = new(key, TagBytes);
        cipher.Decrypt(
            sealedText.AsSpan(0, NonceBytes),
            sealedText.AsSpan(NonceBytes + TagBytes),
            sealedText.AsSpan(NonceBytes, TagBytes),
            text,
            BoundTo(client, what)
        );
        return text;
    }

    static byte[] BoundTo(Guid client, Sealed what) =>
        [.. client.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(what.ToString())];
}
