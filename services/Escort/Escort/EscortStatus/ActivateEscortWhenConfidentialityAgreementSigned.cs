using Clinic.Escort.Escorts;
using Clinic.Payroll.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-053: the confidentiality agreement is signed; with a certificate the escort can be assigned (WF-02 4).</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class ActivateEscortWhenConfidentialityAgreementSigned(EscortDb db, TimeProvider clock) : IReaction<ConfidentialityAgreementSigned>
{
    public async Task React(ConfidentialityAgreementSigned fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        profile.Sign(fact.DocumentVersion, fact.SignedAt);
        await EscortStatusUpdater.Reconcile(db, profile, "confidentiality-signed", message.CaseId, clock.GetUtcNow(), stop);
    }
}
