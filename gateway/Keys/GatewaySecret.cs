using System.Security.Cryptography;
using System.Text;

namespace Clinic.Gateway.Keys;

/// <summary>
/// The secret that all copies of the gateway are started with. It is a text of any length; each use has a key of its own.
/// </summary>
sealed class GatewaySecret(IConfiguration configuration)
{
    readonly byte[] text = Encoding.UTF8.GetBytes(
        configuration["SigningKeys:Secret"]
            ?? configuration["Administrator:Secret"]
            ?? throw new InvalidOperationException(
                "SigningKeys:Secret (or Administrator:Secret) is missing; without it no signing key can be kept."
            )
    );

    /// <summary>The key of 256 bits for one use.</summary>
    public byte[] KeyFor(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, text, 32, info: Encoding.UTF8.GetBytes(use));
}
