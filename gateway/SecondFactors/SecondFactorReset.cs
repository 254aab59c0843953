using Clinic.ServiceDefaults;

namespace Clinic.Gateway.SecondFactors;

/// <summary>An administrator took the second factor of a person away, and why.</summary>
[OutsideScope("Ids, times and reasons of administrators; opens with accounts.read.")]
sealed class SecondFactorReset : IAppendOnly
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public required string Reason { get; init; }
    public Guid ResetBy { get; init; }
    public DateTimeOffset ResetAt { get; init; }
}
