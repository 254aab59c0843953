namespace Clinic.ServiceDefaults;

/// <summary>How a service is, as its <c>/health</c> says.</summary>
/// <param name="Status">Healthy, Degraded (it goes on) or Unhealthy (it is not ready).</param>
/// <param name="Alarms">What there is cause for alarm for.</param>
/// <param name="Checks">Every check that is not healthy, and why.</param>
public sealed record ServiceHealth(string Status, IReadOnlyList<StandingAlarm> Alarms, IReadOnlyList<string> Checks);
