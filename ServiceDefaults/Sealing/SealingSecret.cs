namespace Clinic.ServiceDefaults;

/// <summary>
/// The secret of a service that wraps its data keys: setting <c>Sealing:Secret</c>. While one secret takes the place of another, the
/// other is given as <c>Sealing:Others:0</c>; its wraps are opened as well, and the service wraps its keys anew in the background.
/// </summary>
public sealed class SealingSecret
{
    const int LeastLength = 20;

    /// <summary>How long the name of a secret is, which stands before each key that the secret wraps.</summary>
    internal const int NameBytes = 4;

    readonly (byte[] Name, byte[] Key)[] secrets;

    /// <summary>The first of these secrets wraps, and each of them opens what it wrapped.</summary>
    public SealingSecret(params IReadOnlyList<string> secrets) =>
        this.secrets = [
            .. secrets.Select(secret =>
                (
                    AesSeal.KeyFrom(secret, "clinic sealing: names a secret")[..NameBytes],
                    AesSeal.KeyFrom(secret, "clinic sealing: wraps data keys")
                )
            ),
        ];

    /// <summary>The secrets of this service as configured; none for a program that keeps no sealed text.</summary>
    /// <exception cref="InvalidOperationException">One of them can be guessed.</exception>
    public static SealingSecret Of(IConfiguration configuration)
    {
        var others = configuration.GetSection("Sealing:Others").GetChildren().Select(other => other.Value);
        string[] given =
        [
            .. others.Prepend(configuration["Sealing:Secret"]).Where(secret => !string.IsNullOrEmpty(secret)).OfType<string>(),
        ];
        return given.All(secret => secret.Length >= LeastLength)
            ? new(given)
            : throw new InvalidOperationException($"Sealing:Secret or one of Sealing:Others is shorter than {LeastLength} characters.");
    }

    /// <summary>True when there is one.</summary>
    public bool IsGiven => secrets.Length > 0;

    /// <summary>True while another secret is on its way in or out.</summary>
    public bool IsChanging => secrets.Length > 1;

    /// <summary>The name of the secret that wraps.</summary>
    public byte[] Name => Wrapping.Name;

    (byte[] Name, byte[] Key) Wrapping =>
        IsGiven ? secrets[0] : throw new InvalidOperationException("Sealing:Secret is missing; without it no text can be sealed.");

    /// <summary>A data key as it is kept: the name of the secret, then the key under the secret.</summary>
    /// <param name="boundTo">Whose key it is.</param>
    public byte[] Wrap(byte[] boundTo, byte[] key) => [.. Wrapping.Name, .. AesSeal.Close(Wrapping.Key, boundTo, key)];

    /// <summary>The data key that was wrapped.</summary>
    /// <exception cref="InvalidOperationException">Its secret was not given.</exception>
    public byte[] Unwrap(byte[] boundTo, byte[] wrapped) =>
        AesSeal.Open(
            SecretOf(wrapped) ?? throw new InvalidOperationException("The secret that wrapped this data key was not given."),
            boundTo,
            wrapped.AsSpan(NameBytes)
        );

    /// <summary>True when the secret that wrapped this key was given.</summary>
    public bool CanUnwrap(byte[] wrapped) => SecretOf(wrapped) is not null;

    byte[]? SecretOf(byte[] wrapped) => Array.Find(secrets, secret => secret.Name.AsSpan().SequenceEqual(wrapped.AsSpan(0, NameBytes))).Key;
}
