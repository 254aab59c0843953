using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Accounts;

/// <summary>
/// A person signed the confidentiality agreement: the next token carries the rights to client data that the roles bring.
/// </summary>
[ActsAs("identity", "employees.read", ForGroup = true)]
sealed class OpenClientDataWhenConfidentialityAgreementSigned(IdentityDb db) : IReaction<ConfidentialityAgreementSigned>
{
    public async Task React(ConfidentialityAgreementSigned fact, MessageContext message, CancellationToken stop)
    {
        await db.MustKnow(null, [fact.EmployeeId], stop);
        if (
            await db.Agreements.AnyAsync(
                agreementSigned => agreementSigned.EmployeeId == fact.EmployeeId && agreementSigned.DocumentVersion == fact.DocumentVersion,
                stop
            )
        )
            return;
        db.Add(
            new AgreementSigned
            {
                EmployeeId = fact.EmployeeId,
                DocumentVersion = fact.DocumentVersion,
                SignedAt = fact.SignedAt,
            }
        );
    }
}
