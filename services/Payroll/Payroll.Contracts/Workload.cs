using Clinic.Contracts;

namespace Clinic.Payroll.Contracts;

/// <summary>A person's part in a completed visit was counted towards the pay of its period. Timeline only.</summary>
[Fact("accruals.read", HasListeners = false)]
public sealed record WorkloadAccrued(Guid AccrualId, Guid EmployeeId, Guid BranchId, Guid VisitId, decimal Units, DateOnly Day);

/// <summary>A counted part was taken back because its visit was voided; a new line names the one it reverses. Timeline only.</summary>
[Fact("accruals.read", HasListeners = false)]
public sealed record WorkloadReversed(Guid AccrualId, Guid ReversedAccrualId, Guid EmployeeId, Guid BranchId, Guid VisitId, decimal Units);
