using System.Security.Cryptography;
using System.Text;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>How far an account has come.</summary>
public enum AccountState
{
    Opened,
    Invited,
    Active,
    Closed,
}

/// <summary>
/// A way to log in. Its id is the employee's; only the first administrator has one without being hired. Names, passwords and
/// hashing are ASP.NET Core Identity's, the rest of what it can keep is left out.
/// </summary>
[OutsideScope("Read to find out who is asking; holds a login name and hashes, and opens with accounts.read.")]
[KnownHere(Awaited.Person)]
public sealed class Account : IdentityUser<Guid>, IVersioned
{
    /// <summary>The language of whoever chose none.</summary>
    public const string UsualLanguage = "zh-Hant";

    static readonly TimeSpan CodeLasts = TimeSpan.FromHours(72);

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Tokens made before this instant no longer count: the person had more rights then.</summary>
    public DateTimeOffset RightsChangedAt { get; private set; }

    public byte[]? CodeHash { get; private set; }
    public DateTimeOffset? CodeUntil { get; private set; }

    /// <summary>The language the person reads, as BCP 47 names it; null until one was chosen.</summary>
    public string? Language { get; private set; }

    public uint Version { get; private set; }

    /// <summary>The person reads this language from now on.</summary>
    internal void Read(string language) => Language = language;

    /// <summary>
    /// Tokens of before stop counting. Tokens know whole seconds and one made in the second of a change is dated into the next,
    /// so a second change in the same second is noted a second later than the first.
    /// </summary>
    internal void RightsShrank(DateTimeOffset now)
    {
        var afterTheLast = DateTimeOffset.FromUnixTimeSeconds(RightsChangedAt.ToUnixTimeSeconds() + 1);
        RightsChangedAt = now > afterTheLast ? now : afterTheLast;
    }

    /// <summary>An account that nobody can log in to yet.</summary>
    internal static Account Open(Guid id, DateTimeOffset now) =>
        new()
        {
            Id = id,
            OpenedAt = now,
            RightsChangedAt = now,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };

    /// <summary>Makes a code to hand over in person; an earlier one is void.</summary>
    internal (string Code, DateTimeOffset Until) Invite(DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 24);
        (CodeHash, CodeUntil) = (Hash(code), now + CodeLasts);
        return (string.Join('-', code.Chunk(6).Select(part => new string(part))), CodeUntil.Value);
    }

    /// <summary>True when this is the code that was handed over, unused and not too old.</summary>
    internal bool Accepts(string code, DateTimeOffset now) =>
        CodeHash is not null
        && now < CodeUntil
        && CryptographicOperations.FixedTimeEquals(
            CodeHash,
            Hash(code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant())
        );

    /// <summary>The code was used.</summary>
    internal void VoidCode() => (CodeHash, CodeUntil) = (null, null);

    /// <summary>Neither the code nor the password opens the account any more.</summary>
    internal void VoidSecrets()
    {
        VoidCode();
        PasswordHash = null;
    }

    /// <summary>No device counts as one on which the account logged in before.</summary>
    internal void ForgetDevices() => SecurityStamp = Guid.NewGuid().ToString("N");

    /// <summary>How far the account has come, unless the person left.</summary>
    internal AccountState State =>
        PasswordHash is not null ? AccountState.Active
        : CodeHash is not null ? AccountState.Invited
        : AccountState.Opened;

    // 119 random bits need no slow hash.
    static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}

/// <summary>Keeps accounts for ASP.NET Core Identity. An act saves once, at its end, together with everything else it changed.</summary>
sealed class AccountStore : UserOnlyStore<Account, IdentityDb, Guid>
{
    public AccountStore(IdentityDb db, IdentityErrorDescriber describer)
        : base(db, describer) => AutoSaveChanges = false;

    // Change tracking knows what changed; the base class would mark every column.
    public override Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken = default) =>
        Task.FromResult(IdentityResult.Success);
}
