using Clinic.Training.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>
/// A person got a certificate: where the branch asks for one, triage gives clients to a doctor only while it holds. Heard after its
/// withdrawal it changes nothing.
/// </summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
[LearnsAnew(1)]
sealed class NoteCertificateWhenCertificateIssued(RegistrationDb db) : IReaction<CertificateIssued>
{
    public Task React(CertificateIssued fact, MessageContext message, CancellationToken stop) =>
        db.ChangeCertificate(fact.EmployeeId, fact.CertificateNumber, certificate => certificate.Issue(fact.ValidUntil), stop);
}
