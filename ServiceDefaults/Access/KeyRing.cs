using Microsoft.IdentityModel.Tokens;

namespace Clinic.ServiceDefaults;

/// <summary>
/// The public keys that access tokens are checked with, fetched from the gateway in the background: every five minutes, and
/// at most every thirty seconds for a key id not seen yet. Until the first set is here, nobody can be recognised (503).
/// </summary>
public sealed class KeyRing(IConfiguration configuration, ILogger<KeyRing> log) : BackgroundService, IAlarmSource
{
    static readonly TimeSpan Between = TimeSpan.FromMinutes(5),
        BetweenUnknown = TimeSpan.FromSeconds(30),
        WhileEmpty = TimeSpan.FromMilliseconds(250);

    readonly Signal asked = new();
    volatile JsonWebKeySet? keys;
    long fetched;

    /// <summary>The current keys; null until they are known.</summary>
    public IList<SecurityKey>? Keys => keys?.GetSigningKeys();

    /// <summary>Sets the keys directly; the gateway does so, since they are its own.</summary>
    public void Replace(JsonWebKeySet own) => keys = own;

    /// <summary>Notes that a token named a key that is not here.</summary>
    internal void AskForNewKeys() => asked.Wake();

    /// <summary>Keys that were not fetched for three times as long as they should be may be none of the gateway's any more.</summary>
    public Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Alarm>>(
            Interlocked.Read(ref fetched) is > 0 and var at && Stopwatch.GetElapsedTime(at) > Between * 3
                ? [new Alarm("keys-not-fetched", "The gateway's keys were not to be had for a quarter of an hour.")]
                : []
        );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["services:gateway:http:0"] is not { } gateway)
            return;
        using HttpClient http = new() { BaseAddress = new(gateway), Timeout = TimeSpan.FromSeconds(5) };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                keys = new(await http.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative), stoppingToken));
                Interlocked.Exchange(ref fetched, Stopwatch.GetTimestamp());
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or ArgumentException)
            {
                log.LogDebug("The gateway's keys are not to be had yet");
            }
            try
            {
                if (keys is null)
                    await Task.Delay(WhileEmpty, stoppingToken);
                else if (
                    await asked.Wait(Between, stoppingToken) && BetweenUnknown - Stopwatch.GetElapsedTime(fetched) is { Ticks: > 0 } early
                )
                    await Task.Delay(early, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
