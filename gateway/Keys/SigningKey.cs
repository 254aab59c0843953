using System.Security.Cryptography;
using Clinic.ServiceDefaults;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.Gateway.Keys;

/// <summary>A key that access tokens are signed with, shared by all copies of the gateway; its private half is encrypted.</summary>
[OutsideScope("Concerns no person; the private half cannot be read without the secret the gateway is started with.")]
sealed class SigningKey
{
    public Guid Id { get; init; }
    public required byte[] PublicHalf { get; init; }
    public required byte[] PrivateHalf { get; init; }
    public DateTimeOffset UseFrom { get; init; }

    /// <summary>A new key, to be used from an instant on.</summary>
    public static SigningKey New(byte[] secret, DateTimeOffset useFrom)
    {
        using var rsa = RSA.Create(2048);
        var (id, clear) = (Guid.CreateVersion7(useFrom), rsa.ExportPkcs8PrivateKey());
        var hidden = Sealed.Of(clear, secret, id);
        CryptographicOperations.ZeroMemory(clear);
        return new()
        {
            Id = id,
            PublicHalf = rsa.ExportSubjectPublicKeyInfo(),
            PrivateHalf = hidden,
            UseFrom = useFrom,
        };
    }

    /// <summary>What signs with this key; null when it was hidden with another secret.</summary>
    public SigningCredentials? Open(byte[] secret)
    {
        if (Sealed.Open(PrivateHalf, secret, Id) is not { } clear)
            return null;
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(clear, out _);
        CryptographicOperations.ZeroMemory(clear);
        return new(new RsaSecurityKey(rsa.ExportParameters(true)) { KeyId = Id.ToString() }, SecurityAlgorithms.RsaSha256);
    }

    /// <summary>What everyone may know.</summary>
    public JsonWebKey Published()
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(PublicHalf, out _);
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new(rsa.ExportParameters(false)) { KeyId = Id.ToString() });
        (key.Use, key.Alg) = ("sig", SecurityAlgorithms.RsaSha256);
        return key;
    }
}
