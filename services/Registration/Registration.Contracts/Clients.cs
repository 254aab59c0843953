using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>EV-40. The desk registered a client with the six required fields and opened the chart .</summary>
[Fact("clients.read")]
public sealed record ClientRegistered(Guid ClientId, Guid BranchId, DateTimeOffset FirstSeenAt, bool MobilityImpaired);

/// <summary>The chart of a client was opened. Timeline only.</summary>
[Fact("clients.read", Heard = false)]
public sealed record ChartCreated(Guid ClientId, Guid BranchId, string ChartNumber, DateTimeOffset OccurredAt);
