using Clinic.Payroll.Contracts;

namespace Clinic.Payroll.Employees;

/// <summary>
/// Who signed the confidentiality agreement, its latest version, said again to whoever listens for the first time.
/// </summary>
sealed class StandingAgreements(PayrollDb db) : IStandingFacts<ConfidentialityAgreementSigned>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop) =>
        db
            .Agreements.Where(agreement =>
                agreement.EmployeeId > last
                && !db.Agreements.Any(later => later.EmployeeId == agreement.EmployeeId && later.SignedAt > agreement.SignedAt)
            )
            .OrderBy(agreement => agreement.EmployeeId)
            .ToFacts(most, Told, stop);

    static StandingFact Told(Agreement latest) =>
        new(
            latest.EmployeeId,
            new ConfidentialityAgreementSigned(latest.EmployeeId, latest.BranchId, latest.DocumentVersion, latest.SignedAt),
            latest.EmployeeId
        );
}
