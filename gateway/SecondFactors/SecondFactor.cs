using Clinic.ServiceDefaults;

namespace Clinic.Gateway.SecondFactors;

/// <summary>
/// The authenticator of an account: the secret it shares with the gateway, sealed. A new secret is proposed first and in force once a code
/// made with it has come back; until then the one before stays.
/// </summary>
[OutsideScope("Sealed secrets of accounts, read to find out who is asking.")]
sealed class SecondFactor : IVersioned
{
    public Guid AccountId { get; init; }

    /// <summary>Sealed; null until the first one was confirmed.</summary>
    public byte[]? Secret { get; private set; }

    /// <summary>Sealed; null unless one waits to be confirmed.</summary>
    public byte[]? Proposed { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The half minute of the last code that was used: a code opens once, and none before it opens any more.</summary>
    public long LastStep { get; private set; }

    public uint Version { get; private set; }

    /// <summary>True when a code is asked for at each login.</summary>
    public bool IsInForce => Secret is not null;

    /// <summary>A secret to be confirmed; one that was proposed before is forgotten.</summary>
    public void Propose(byte[] secret) => Proposed = secret;

    /// <summary>A code of the proposed secret came back.</summary>
    public void Confirm(long step, DateTimeOffset now)
    {
        (Secret, Proposed) = (Proposed, null);
        (ConfirmedAt, LastStep) = (now, step);
    }
}
