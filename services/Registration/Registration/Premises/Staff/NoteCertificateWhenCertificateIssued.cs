using Clinic.Training.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>A person got a certificate: where the branch asks for one, triage gives clients to a doctor only while it holds.</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class NoteCertificateWhenCertificateIssued(RegistrationDb db) : IReaction<CertificateIssued>
{
    public async Task React(CertificateIssued fact, MessageContext message, CancellationToken stop) =>
        (await db.KnownStaffMember(fact.EmployeeId, null, stop)).Certify(fact.ValidUntil);
}
