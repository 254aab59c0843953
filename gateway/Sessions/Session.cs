using System.Security.Cryptography;
using System.Text;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Sessions;

/// <summary>A login, from the password to the logout, at most twelve hours.</summary>
[OutsideScope("Ids and times of logins, read to find out who is asking.")]
sealed class Session
{
    static readonly TimeSpan AtMost = TimeSpan.FromHours(12);

    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset Until { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndedBecause { get; private set; }

    /// <summary>When password or code were last typed in it; null in one that an earlier build began.</summary>
    public DateTimeOffset? ProvenAt { get; private set; }

    /// <summary>When a second factor was shown in it. Without one, roles that ask for it do not hold.</summary>
    public DateTimeOffset? SecondFactorAt { get; private set; }

    /// <summary>Begins now, with what the login has shown.</summary>
    public static Session Begin(Guid account, bool withSecondFactor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            StartedAt = now,
            Until = now + AtMost,
            ProvenAt = now,
            SecondFactorAt = withSecondFactor ? now : null,
        };

    /// <summary>The person showed again who it is.</summary>
    public void Prove(DateTimeOffset now) => ProvenAt = now;

    /// <summary>The person showed a second factor, which also shows who it is.</summary>
    public void ShowSecondFactor(DateTimeOffset now) => SecondFactorAt = ProvenAt = now;

    /// <summary>Is over from now on; one that was over stays so.</summary>
    public void End(string why, DateTimeOffset now)
    {
        if (EndedAt is null)
            (EndedAt, EndedBecause) = (now, why);
    }

    /// <summary>True while it goes on.</summary>
    public bool GoesOnAt(DateTimeOffset now) => EndedAt is null && now < Until;
}

/// <summary>
/// One of the tokens by which a session goes on, each used once; half an hour without use ends the session. A successor is made from its
/// predecessor with a key of the gateway, so that the same question has the same answer for a moment, and nothing readable is kept.
/// </summary>
[OutsideScope("Hashes and times of logins, read to find out who is asking.")]
sealed class RefreshToken
{
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(30),
        Repeatable = TimeSpan.FromSeconds(30);

    public required byte[] Hash { get; init; }
    public Guid SessionId { get; init; }
    public DateTimeOffset Until { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The first text of a session; no text is kept.</summary>
    public static string NewText() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The text that follows another.</summary>
    public static string TextAfter(string text, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>What is kept of a text.</summary>
    public static RefreshToken For(Session session, string text, DateTimeOffset now) =>
        new()
        {
            Hash = HashOf(text),
            SessionId = session.Id,
            Until = now + Idle,
        };

    /// <summary>
    /// True for 30 s after the use: another tab asked at the same time, or the answer was lost. Later it is in two hands.
    /// </summary>
    public bool MayBeRepeated(DateTimeOffset now) => now - UsedAt <= Repeatable;

    /// <summary>What is kept of a token's text: 256 random bits need no slow hash.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
