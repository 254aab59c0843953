using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-008: the escort has a certificate of the company's own training (WF-02 3).</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class QualifyEscortWhenCertificateIssued(EscortDb db, TimeProvider clock) : IReaction<CertificateIssued>
{
    public async Task React(CertificateIssued fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        (await db.Certificate(profile, fact.CertificateNumber, stop)).Issue(fact.IssuedAt, fact.ValidUntil);
        await EscortStatusUpdater.Reconcile(db, profile, "certified", message.CaseId, clock.GetUtcNow(), stop);
    }
}
