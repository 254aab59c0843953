using Clinic.Contracts;

namespace Clinic.Escort.Contracts;

/// <summary>EV-70. A person hired as escort has a profile. Timeline only.</summary>
[Fact("escorts.read", HasListeners = false)]
public sealed record EscortProfileCreated(Guid EmployeeId, Guid BranchId, DateTimeOffset OccurredAt);

/// <summary>EV-70. Certificate and confidentiality agreement are there: the escort can be assigned. Timeline only.</summary>
[Fact("escorts.read", HasListeners = false)]
public sealed record EscortActivated(Guid EmployeeId, Guid BranchId, DateTimeOffset OccurredAt);

/// <summary>EV-71. The escort gets no engagement until the cause is removed. Timeline only.</summary>
[Fact("escorts.read", HasListeners = false)]
public sealed record EscortSuspended(Guid EmployeeId, Guid BranchId, string ReasonCode, DateTimeOffset OccurredAt);

/// <summary>EV-71. The cause of a suspension is removed. Timeline only.</summary>
[Fact("escorts.read", HasListeners = false)]
public sealed record EscortReinstated(Guid EmployeeId, Guid BranchId, string ReasonCode, DateTimeOffset OccurredAt);
