using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Clinic.Gateway.Proxy;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Platform;

/// <summary>
/// Asks every copy of every service how it is and passes its alarms on, so that the gateway's list is the platform's. A copy that does not
/// answer is an alarm itself, unless it has never answered and the platform is still starting.
/// </summary>
sealed class AlarmsOfServices(IHttpClientFactory clients, IConfiguration configuration) : IAlarmSource
{
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<Uri, bool> answered = [];
    readonly long began = Stopwatch.GetTimestamp();

    public async Task<IReadOnlyList<Alarm>> ListAlarms(CancellationToken stop)
    {
        var asked = Upstreams.Names.SelectMany(name => Upstreams.Of(configuration, name).Select(copy => Ask(name, copy, stop)));
        return [.. (await Task.WhenAll(asked)).SelectMany(alarms => alarms)];
    }

    async Task<IEnumerable<Alarm>> Ask(string service, Uri copy, CancellationToken stop)
    {
        var client = clients.CreateClient(nameof(Upstreams));
        using HttpRequestMessage message = new(HttpMethod.Get, new Uri(copy, "/health"))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        try
        {
            using var answer = await client.SendAsync(message, stop);
            var health = await answer.Content.ReadFromJsonAsync<ServiceHealth>(Json.Wire, stop);
            answered[copy] = true;
            return health!.Alarms.Select(alarm => new Alarm(alarm.Code, alarm.Sentence, alarm.About) { Service = service });
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException)
        {
            return answered.ContainsKey(copy) || Stopwatch.GetElapsedTime(began) > LongestStart
                ? [new Alarm("service-silent", "It does not answer.", $"{service} at {copy.Authority}")]
                : [];
        }
    }
}
