using Clinic.Training.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>A certificate holds no more: where the branch asks for one, triage goes by those that are left.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class DropCertificateWhenCertificateWithdrawn(RegistrationDb db) : IReaction<CertificateWithdrawn>
{
    public Task React(CertificateWithdrawn fact, MessageContext message, CancellationToken stop) =>
        db.ChangeCertificate(fact.EmployeeId, fact.CertificateNumber, certificate => certificate.Withdraw(fact.OccurredAt), stop);
}
