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
/// Seals what must not be readable in the database: under a data key of each client, bound to the client's id and to what it is.
/// Data keys stand wrapped in the client's own row, because the front page is read with it; whoever takes a client's data key away makes
/// what it sealed unreadable for ever. What has to be found again leaves a trace: a keyed hash, useless without the secret.
/// </summary>
/// <param name="secret">Makes the traces, and opens the wraps of an earlier build, which had this secret only.</param>
/// <param name="sealing">Wraps the data keys, as it does everywhere.</param>
public sealed class ClientVault(string secret, SealingSecret sealing)
{
    const int LeastSecret = 20;

    readonly byte[] wrappingBefore = AesSeal.KeyFrom(secret, "clinic registration: wraps data keys of clients"),
        tracing = AesSeal.KeyFrom(secret, "clinic registration: traces of phones and identity numbers");

    /// <summary>The vault of this service; without its secrets the service does not start.</summary>
    public static ClientVault Of(IConfiguration configuration) =>
        configuration["Clients:Secret"] is { Length: >= LeastSecret } secret
            ? new(secret, SealingSecret.Of(configuration))
            : throw new InvalidOperationException($"Clients:Secret is missing or shorter than {LeastSecret} characters.");

    /// <summary>A new data key for a client, wrapped.</summary>
    public byte[] NewKey(Guid client) => sealing.Wrap(BoundTo(client, Sealed.Key), AesSeal.NewKey());

    /// <summary>Seals a text of a client under the client's data key.</summary>
    public byte[] Seal(byte[] wrappedKey, Guid client, Sealed what, string text) =>
        AesSeal.Close(Unwrap(wrappedKey, client), BoundTo(client, what), Encoding.UTF8.GetBytes(text));

    /// <summary>Opens what was sealed; throws when it is another client's, or was touched.</summary>
    public string Decrypt(byte[] wrappedKey, Guid client, Sealed what, byte[] seal) =>
        Encoding.UTF8.GetString(AesSeal.Open(Unwrap(wrappedKey, client), BoundTo(client, what), seal));

    /// <summary>The trace under which a value is found again.</summary>
    public byte[] Trace(TraceOf what, string value) => HMACSHA256.HashData(tracing, Encoding.UTF8.GetBytes($"{what}:{value}"));

    /// <summary>The same data key, wrapped by the secret that counts now.</summary>
    public byte[] Rewrap(byte[] wrappedKey, Guid client) => sealing.Wrap(BoundTo(client, Sealed.Key), Unwrap(wrappedKey, client));

    /// <summary>True when the secrets that were given open this wrap.</summary>
    public bool CanUnwrap(byte[] wrappedKey) => IsOfBefore(wrappedKey) || sealing.CanUnwrap(wrappedKey);

    byte[] Unwrap(byte[] wrappedKey, Guid client) =>
        IsOfBefore(wrappedKey)
            ? AesSeal.Open(wrappingBefore, BoundTo(client, Sealed.Key), wrappedKey)
            : sealing.Unwrap(BoundTo(client, Sealed.Key), wrappedKey);

    // An earlier build had no other secret to name, so its wraps are shorter.
    static bool IsOfBefore(byte[] wrappedKey) => wrappedKey.Length == AesSeal.Overhead + AesSeal.KeyBytes;

    static byte[] BoundTo(Guid client, Sealed what) =>
        [.. client.ToByteArray(bigEndian: true), .. Encoding.ASCII.GetBytes(what.ToString())];
}
