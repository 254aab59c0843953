using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>An authority of a test's own and the certificate of this machine that it signed, as files.</summary>
sealed class TestAuthority
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1),
        Until = DateTimeOffset.UtcNow.AddDays(2);

    readonly X509Certificate2 authority;

    public TestAuthority(string folder)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest own = new("CN=An authority of tests", authorityKey, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        own.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        authority = own.CreateSelfSigned(From, Until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, From, Until, Guid.NewGuid().ToByteArray());

        (Root, Certificate, Key) = (
            Path.Combine(folder, "root.pem"),
            Path.Combine(folder, "localhost.pem"),
            Path.Combine(folder, "localhost.key")
        );
        File.WriteAllText(Root, authority.ExportCertificatePem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>What everybody trusts.</summary>
    public string Root { get; }

    /// <summary>Of this machine, called <c>localhost</c>.</summary>
    public string Certificate { get; }

    /// <summary>Its key.</summary>
    public string Key { get; }

    /// <summary>A caller who trusts this authority and no other.</summary>
    public HttpClient Http() =>
        new(
            new SocketsHttpHandler
            {
                SslOptions = new()
                {
                    CertificateChainPolicy = new()
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { authority },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            }
        );

    /// <summary>A copy of the key for a server that takes none that others can read.</summary>
    public string KeyOf(string user)
    {
        var copy = $"{Key}.{user}";
        File.Copy(Key, copy);
        File.SetUnixFileMode(copy, OwnerOnly);
        if (Environment.IsPrivilegedProcess)
        {
            using var given = System.Diagnostics.Process.Start("chown", [user, copy]);
            given.WaitForExit();
        }
        return copy;
    }
}
