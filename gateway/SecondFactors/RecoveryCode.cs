using System.Security.Cryptography;
using System.Text;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.SecondFactors;

/// <summary>One of ten codes on paper, each of which stands in once for the authenticator; only its hash is kept.</summary>
[OutsideScope("Hashes of codes of accounts, read to find out who is asking.")]
sealed class RecoveryCode
{
    const int HowMany = 10,
        Signs = 16;

    public Guid AccountId { get; init; }
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Ten new texts, in fours for the eye.</summary>
    public static IReadOnlyList<string> NewTexts() =>
        [
            .. Enumerable
                .Range(0, HowMany)
                .Select(_ => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", Signs))
                .Select(text => string.Join('-', text.Chunk(4).Select(part => new string(part)))),
        ];

    /// <summary>What is kept of a text.</summary>
    public static RecoveryCode For(Guid account, string text) => new() { AccountId = account, Hash = HashOf(text) };

    /// <summary>80 random bits need no slow hash.</summary>
    public static byte[] HashOf(string text) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant()));
}
