using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Asks every two seconds whether there is cause for alarm, keeps what stands, and says in the log when an alarm begins and when it is
/// over. A program with an alarm is degraded and goes on.
/// </summary>
public sealed class AlarmWatch(string service, IEnumerable<IAlarmSource> sources, TimeProvider clock, ILogger<AlarmWatch> log)
    : BackgroundService,
        IHealthCheck
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(2),
        LongestLook = TimeSpan.FromSeconds(4);

    readonly ConcurrentDictionary<IAlarmSource, IReadOnlyList<Alarm>> seen = [];
    volatile IReadOnlyList<StandingAlarm> standing = [];

    /// <summary>What there is cause for now, the oldest first.</summary>
    public IReadOnlyList<StandingAlarm> Standing => standing;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            standing.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(string.Join(", ", standing.Select(alarm => alarm.Code).Distinct()))
        );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Between);
        do await Look(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Asks every source once.</summary>
    internal async Task Look(CancellationToken stop)
    {
        var before = standing.ToDictionary(alarm => (alarm.Code, alarm.About));
        var now = (await Task.WhenAll(sources.Select(source => Ask(source, stop)))).SelectMany(alarms => alarms);
        standing =
        [
            .. now.GroupBy(alarm => (alarm.Code, alarm.About))
                .Select(same => new StandingAlarm(
                    same.Key.Code,
                    same.Key.About,
                    same.First().Sentence,
                    [.. same.Select(alarm => alarm.Service ?? service).Distinct().Order(StringComparer.Ordinal)],
                    before.GetValueOrDefault(same.Key)?.Since ?? clock.GetUtcNow()
                ))
                .OrderBy(alarm => alarm.Since),
        ];
        foreach (var begun in standing.Where(alarm => !before.Remove((alarm.Code, alarm.About))))
            log.LogError(
                "Alarm '{Alarm}' began ({Services}): {Sentence}",
                NameOf(begun),
                string.Join(", ", begun.Services),
                begun.Sentence
            );
        foreach (var over in before.Values)
            log.LogInformation("Alarm '{Alarm}' is over", NameOf(over));
    }

    async Task<IReadOnlyList<Alarm>> Ask(IAlarmSource source, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestLook);
        try
        {
            return seen[source] = await source.ListAlarms(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // Whoever cannot look has not seen that anything is over.
            log.LogDebug("{Source} cannot look: {Kind}", source.GetType().Name, exception.GetType().Name);
            return seen.GetValueOrDefault(source, []);
        }
    }

    static string NameOf(StandingAlarm alarm) => alarm.About is null ? alarm.Code : $"{alarm.Code} {alarm.About}";
}
