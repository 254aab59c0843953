using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Clinic.Gateway.Keys;

/// <summary>
/// Keeps the signing keys: one for ninety days, the next one published before it is used, the last one published until its
/// tokens have run out. All copies of the gateway look at the same rows.
/// </summary>
sealed class KeyKeeper(
    IServiceProvider services,
    SigningKeys keys,
    KeyRing ring,
    TimeProvider clock,
    GatewaySecret gatewaySecret,
    ILogger<KeyKeeper> log
) : BackgroundService
{
    const long OneAtATime = 0x6b657973;

    static readonly TimeSpan Used = TimeSpan.FromDays(90),
        // Services look every five minutes; a key nobody knows yet must not sign.
        PublishedAhead = TimeSpan.FromMinutes(15),
        MadeAhead = TimeSpan.FromDays(1),
        PublishedAfter = TimeSpan.FromHours(1),
        Between = TimeSpan.FromSeconds(5);

    readonly byte[] secret = gatewaySecret.KeyFor("signing keys");

    readonly Dictionary<Guid, SigningCredentials?> opened = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Between);
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception exception)
                when (TransientFaults.IsTransient(exception) || exception is PostgresException or InvalidOperationException)
            {
                log.LogDebug("The signing keys are not to be read now");
            }
            catch (OperationCanceledException)
            {
                return;
            }
        } while (
            await timer
                .WaitForNextTickAsync(stoppingToken)
                .AsTask()
                .ContinueWith(tick => tick is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default)
        );
    }

    async Task Look(CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsSystem("keys", "rotate signing keys", null);
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var now = clock.GetUtcNow();
        var rows = await Read(db, stop);
        if (NextFrom(rows, now) is not null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({OneAtATime})", stop);
            // Another copy may have made it while this one waited.
            rows = await Read(db, stop);
            if (NextFrom(rows, now) is { } from)
            {
                db.Add(SigningKey.New(secret, from));
                var outdated = rows.Where(row => !IsPublished(row, rows, now)).Select(row => row.Id).ToList();
                await db.SigningKeys.Where(row => outdated.Contains(row.Id)).ExecuteDeleteAsync(stop);
                await db.SaveChangesAsync(stop);
                log.LogInformation("A new signing key will be used from {From:O}", from);
            }
            await transaction.CommitAsync(stop);
            rows = await Read(db, stop);
        }

        JsonWebKeySet published = new();
        foreach (var row in rows.Where(row => IsPublished(row, rows, now)))
            published.Keys.Add(row.Published());
        var own = rows.Where(row => Opened(row) is not null).ToList();
        keys.Hold(Opened(own.Last(row => row.UseFrom <= now))!, published, own[^1].UseFrom + Used);
        ring.Replace(published);
    }

    // From when on a key is needed that is not there; null while all is well.
    DateTimeOffset? NextFrom(List<SigningKey> rows, DateTimeOffset now)
    {
        var own = rows.Where(row => Opened(row) is not null).ToList();
        if (!own.Exists(row => row.UseFrom <= now))
            return now;
        var due = own[^1].UseFrom + Used;
        return now < due - MadeAhead ? null
            : due > now + PublishedAhead ? due
            : now + PublishedAhead;
    }

    static bool IsPublished(SigningKey row, List<SigningKey> rows, DateTimeOffset now) =>
        rows.Find(other => other.UseFrom > row.UseFrom) is not { } later || now < later.UseFrom + PublishedAfter;

    SigningCredentials? Opened(SigningKey row)
    {
        if (!opened.TryGetValue(row.Id, out var key))
            opened[row.Id] = key = row.Open(secret);
        return key;
    }

    static Task<List<SigningKey>> Read(IdentityDb db, CancellationToken stop) =>
        db.SigningKeys.AsNoTracking().OrderBy(row => row.UseFrom).ToListAsync(stop);
}
