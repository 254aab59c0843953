using Clinic.Contracts;

namespace Clinic.Payroll.Contracts;

/// <summary>The pay of a branch and period was worked out. Timeline only.</summary>
[Fact("payruns.read", HasListeners = false)]
public sealed record PayrollRunCalculated(
    Guid PayRunId,
    Guid BranchId,
    DateOnly From,
    DateOnly To,
    int Payslips,
    DateTimeOffset OccurredAt
);

/// <summary>EV-17. A person's payslip is final. Timeline only.</summary>
[Fact("payslips.read", HasListeners = false)]
public sealed record PayslipIssued(Guid PayslipId, Guid PayRunId, Guid EmployeeId, Guid BranchId, DateTimeOffset OccurredAt);

/// <summary>EV-18. A second person locked the run; whatever comes later is a line of the next. Timeline only.</summary>
[Fact("payruns.read", HasListeners = false)]
public sealed record PayrollPeriodLocked(Guid PayRunId, Guid BranchId, DateOnly From, DateOnly To, DateTimeOffset OccurredAt);
