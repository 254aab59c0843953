using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Accounts;

/// <summary>Wrong tries against one login name, or by one known device.</summary>
[OutsideScope("Counts against a hash of a login name or of a device; dropped after a day.")]
sealed class Attempts
{
    public required string Key { get; init; }
    public int Count { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset NotBefore { get; init; }
}
