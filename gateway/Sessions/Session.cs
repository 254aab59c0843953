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

    /// <summary>Begins now.</summary>
    public static Session Begin(Guid account, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            StartedAt = now,
            Until = now + AtMost,
        };

    /// <summary>Is over from now on; one that was over stays so.</summary>
    public void End(string why, DateTimeOffset now)
    {
        if (EndedAt is null)
            (EndedAt, EndedBecause) = (now, why);
    }

    /// <summary>True while it goes on.</summary>
    public bool GoesOnAt(DateTimeOffset now) => EndedAt is null && now < Until;
}

/// <summary>One of the tokens by which a session goes on, each used once; half an hour without use ends the session.</summary>
[OutsideScope("Hashes and times of logins, read to find out who is asking.")]
sealed class RefreshToken
{
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public required byte[] Hash { get; init; }
    public Guid SessionId { get; init; }
    public DateTimeOffset Until { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>A new one with its text, which is not kept.</summary>
    public static (RefreshToken Token, string Text) For(Session session, DateTimeOffset now)
    {
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (
            new()
            {
                Hash = HashOf(text),
                SessionId = session.Id,
                Until = now + Idle,
            },
            text
        );
    }

    /// <summary>What is kept of a token's text: 256 random bits need no slow hash.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
