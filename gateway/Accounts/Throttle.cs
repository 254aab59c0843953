using System.Security.Cryptography;
using System.Text;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>Wrong tries against one login name or from one address.</summary>
[OutsideScope("Counts against a hash of a login name or an address; rows of an address are dropped by time.")]
sealed class Attempts
{
    public required string Key { get; init; }
    public int Count { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset NotBefore { get; init; }
}

/// <summary>
/// Slows guessing down, for a name that exists and one that does not alike, and never locks for good. Against a name: two tries
/// are free, then each wrong one doubles the wait, and from the tenth on it is a quarter of an hour. From an address: fifty
/// wrong ones in five minutes. The counts stand in the database, so two copies of the gateway do not double them.
/// </summary>
sealed class Throttle(IConfiguration configuration, TimeProvider clock)
{
    sealed record Rule(double[] WaitSeconds, TimeSpan Remembered);

    readonly Rule perName = ForName(
        configuration.GetValue("Login:TriesPerAccount", 10),
        configuration.GetValue("Login:LongestWait", TimeSpan.FromMinutes(15))
    );
    readonly Rule perAddress = ForAddress(
        configuration.GetValue("Login:TriesPerAddress", 50),
        configuration.GetValue("Login:AddressWindow", TimeSpan.FromMinutes(5))
    );

    /// <summary>How long this name or this address has to wait; zero when it may try.</summary>
    public async Task<TimeSpan> MustWait(IdentityDb db, string login, string address, CancellationToken stop)
    {
        string[] keys = [NameKey(login), AddressKey(address)];
        var now = clock.GetUtcNow();
        var until = await db.Set<Attempts>()
            .AsNoTracking()
            .Where(attempts => keys.Contains(attempts.Key))
            .MaxAsync(attempts => (DateTimeOffset?)attempts.NotBefore, stop);
        return until > now ? until.Value - now : TimeSpan.Zero;
    }

    /// <summary>Counts a wrong try.</summary>
    public async Task Failed(IdentityDb db, string login, string address, CancellationToken stop)
    {
        await Count(db, NameKey(login), perName, stop);
        await Count(db, AddressKey(address), perAddress, stop);
    }

    /// <summary>The owner of the name is here: wrong tries against it are forgotten.</summary>
    public static Task Succeeded(IdentityDb db, string login, CancellationToken stop)
    {
        var key = NameKey(login);
        return db.Set<Attempts>().Where(attempts => attempts.Key == key).ExecuteDeleteAsync(stop);
    }

    // One statement, so that tries at the same moment are all counted.
    async Task Count(IdentityDb db, string key, Rule rule, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (forgotten, waits) = (now - rule.Remembered, rule.WaitSeconds);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO attempts AS a (key, count, since, not_before) VALUES ({key}, 1, {now}, {now} + make_interval(secs => ({waits})[1]))
            ON CONFLICT (key) DO UPDATE SET
              count = CASE WHEN a.since <= {forgotten} THEN 1 ELSE a.count + 1 END,
              since = CASE WHEN a.since <= {forgotten} THEN {now} ELSE a.since END,
              not_before = {now} + make_interval(secs => ({waits})[least(CASE WHEN a.since <= {forgotten} THEN 1 ELSE a.count + 1 END,
                {waits.Length})])
            """,
            stop
        );
        if (rule == perAddress)
            await db.Database.ExecuteSqlAsync($"DELETE FROM attempts WHERE key LIKE 'from %' AND since < {forgotten}", stop);
    }

    static Rule ForName(int tries, TimeSpan longest) =>
        new(
            [
                .. Enumerable
                    .Range(1, tries)
                    .Select(wrong =>
                        wrong == tries ? longest.TotalSeconds
                        : wrong < 3 ? 0
                        : Math.Min(Math.Pow(2, wrong - 3), longest.TotalSeconds)
                    ),
            ],
            TimeSpan.FromDays(1)
        );

    static Rule ForAddress(int tries, TimeSpan window) =>
        new([.. Enumerable.Range(1, tries).Select(wrong => wrong == tries ? window.TotalSeconds : 0)], window);

    static string NameKey(string login) => $"name {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(login.ToUpperInvariant())))}";

    static string AddressKey(string address) => $"from {address}";
}
