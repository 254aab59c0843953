using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// Slows guessing down, for a name that exists and one that does not alike, and never locks for good. Against a name: two tries are free,
/// then each wrong one doubles the wait, and from the tenth on it is a quarter of an hour. From an address: fifty different names in five
/// minutes. A device on which the account logged in before is counted by itself, so that others' guesses do not hold up its owner. The
/// counts stand in the database, so two copies of the gateway do not double them.
/// </summary>
sealed class Throttle
{
    const string OfName = "name ";

    static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    readonly double[] waitSeconds;
    readonly int namesPerAddress;
    readonly TimeSpan addressWindow;
    readonly TimeProvider clock;
    readonly Counter<long> heldUp;

    public Throttle(IConfiguration configuration, TimeProvider clock, IMeterFactory meters)
    {
        this.clock = clock;
        var longest = configuration.GetValue("Login:LongestWait", TimeSpan.FromMinutes(15));
        waitSeconds = [.. Waits(configuration.GetValue("Login:TriesPerAccount", 10), longest)];
        namesPerAddress = configuration.GetValue("Login:NamesPerAddress", 50);
        addressWindow = configuration.GetValue("Login:AddressWindow", TimeSpan.FromMinutes(5));
        heldUp = meters.Create("Clinic").CreateCounter<long>("clinic.logins.held_up", "tries", "Not looked at: too many wrong ones before");
    }

    /// <summary>How long somebody has to wait; zero when they may try.</summary>
    public async Task<TimeSpan> MustWait(IdentityDb db, Trier trier, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var key = KeyOf(trier);
        var until = await db.Set<Attempts>()
            .AsNoTracking()
            .Where(attempts => attempts.Key == key)
            .Select(attempts => (DateTimeOffset?)attempts.NotBefore)
            .FirstOrDefaultAsync(stop);
        if (trier.Device is null && await AddressMustWaitUntil(db, trier.Address, now, stop) is { } ofAddress && !(until > ofAddress))
            until = ofAddress;
        if (!(until > now))
            return TimeSpan.Zero;
        heldUp.Add(1, new KeyValuePair<string, object?>("of", trier.Device is null ? "unknown-device" : "known-device"));
        return until.Value - now;
    }

    /// <summary>Counts a wrong try.</summary>
    public async Task Failed(IdentityDb db, Trier trier, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var forgotten = now - Remembered;
        await db.Set<Attempts>().Where(attempts => attempts.Since <= forgotten && attempts.NotBefore <= now).ExecuteDeleteAsync(stop);
        var key = KeyOf(trier);
        // One statement, so that tries at the same moment are all counted.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO attempts AS a (key, count, since, not_before)
            VALUES ({key}, 1, {now}, {now} + make_interval(secs => ({waitSeconds})[1]))
            ON CONFLICT (key) DO UPDATE SET
              count = a.count + 1,
              not_before = {now} + make_interval(secs => ({waitSeconds})[least(a.count + 1, {waitSeconds.Length})])
            """,
            stop
        );
        if (trier.Device is null)
            await CountName(db, trier, now, stop);
    }

    /// <summary>
    /// The owner is here: wrong tries of before are forgotten. On a device of the owner's only those of this device are.
    /// </summary>
    public static Task Succeeded(IdentityDb db, Trier trier, CancellationToken stop)
    {
        var key = KeyOf(trier);
        return db.Set<Attempts>().Where(attempts => attempts.Key == key).ExecuteDeleteAsync(stop);
    }

    /// <summary>
    /// Who is being held up now: names that were tried as often as it takes for the longest wait, and addresses with too many names.
    /// </summary>
    public async Task<HeldUp> Now(IdentityDb db, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var after = now - addressWindow;
        var names = await db.Set<Attempts>()
            .CountAsync(
                attempts => attempts.NotBefore > now && attempts.Count >= waitSeconds.Length && EF.Functions.Like(attempts.Key, "name %"),
                stop
            );
        var addresses = await db.Set<TriedName>()
            .Where(tried => tried.At > after)
            .GroupBy(tried => tried.Address)
            .CountAsync(ofAddress => ofAddress.Count() >= namesPerAddress, stop);
        return new(names, addresses);
    }

    /// <summary>Of these login names the ones that wait as long as any does.</summary>
    public async Task<IReadOnlySet<string>> HeldUpOf(IdentityDb db, IEnumerable<string> logins, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var names = logins.ToDictionary(KeyOfName);
        var keys = names.Keys.ToArray();
        var held = await db.Set<Attempts>()
            .AsNoTracking()
            .Where(attempts => keys.Contains(attempts.Key) && attempts.NotBefore > now && attempts.Count >= waitSeconds.Length)
            .Select(attempts => attempts.Key)
            .ToListAsync(stop);
        return held.Select(key => names[key]).ToHashSet();
    }

    /// <summary>True while the name waits as long as any does.</summary>
    public bool WaitsLongest(Attempts attempts) => attempts.NotBefore > clock.GetUtcNow() && attempts.Count >= waitSeconds.Length;

    /// <summary>Under which key wrong tries against a name are counted.</summary>
    public static string KeyOfName(string login) => KeyOfHash(HashOf(login.ToUpperInvariant()));

    /// <summary>The same by the hash of the name.</summary>
    public static string KeyOfHash(string hash) => $"{OfName}{hash}";

    /// <summary>The hash of the name that a key is about.</summary>
    public static string HashIn(string key) => key[OfName.Length..];

    // The address may go on when so many of its names are out of the window that less than the limit is left in it.
    async Task<DateTimeOffset?> AddressMustWaitUntil(IdentityDb db, string address, DateTimeOffset now, CancellationToken stop)
    {
        var after = now - addressWindow;
        var last = await db.Set<TriedName>()
            .AsNoTracking()
            .Where(tried => tried.Address == address && tried.At > after)
            .OrderByDescending(tried => tried.At)
            .Skip(namesPerAddress - 1)
            .Select(tried => (DateTimeOffset?)tried.At)
            .FirstOrDefaultAsync(stop);
        return last + addressWindow;
    }

    async Task CountName(IdentityDb db, Trier trier, DateTimeOffset now, CancellationToken stop)
    {
        var (name, outdated) = (HashOf(trier.Login.ToUpperInvariant()), now - addressWindow);
        await db.Set<TriedName>().Where(tried => tried.At <= outdated).ExecuteDeleteAsync(stop);
        // Wrong tries at a name that was counted do not prolong the wait of everybody else at the address.
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO tried_name (address, name, at) VALUES ({trier.Address}, {name}, {now}) ON CONFLICT (address, name) DO NOTHING",
            stop
        );
    }

    static IEnumerable<double> Waits(int tries, TimeSpan longest) =>
        Enumerable
            .Range(1, tries)
            .Select(wrong =>
                wrong == tries ? longest.TotalSeconds
                : wrong < 3 ? 0
                : Math.Min(Math.Pow(2, wrong - 3), longest.TotalSeconds)
            );

    static string KeyOf(Trier trier) =>
        trier.Device is { } device ? $"device {HashOf($"{device} {trier.Login.ToUpperInvariant()}")}" : KeyOfName(trier.Login);

    static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
