using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Accounts;

/// <summary>A login name that was tried from an address with something wrong, and when last.</summary>
[OutsideScope("An address with hashes of login names; dropped after minutes.")]
sealed class TriedName
{
    public required string Address { get; init; }
    public required string Name { get; init; }
    public DateTimeOffset At { get; init; }
}
