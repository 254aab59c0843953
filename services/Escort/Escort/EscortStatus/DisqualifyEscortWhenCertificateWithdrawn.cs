using Clinic.Escort.Escorts;
using Clinic.Training.Contracts;

namespace Clinic.Escort.EscortStatus;

/// <summary>R-008: a certificate no longer holds; engagements to come that no other certificate covers go back to the lead.</summary>
[ActsAs("profiles", "escorts.read", ForGroup = true)]
sealed class DisqualifyEscortWhenCertificateWithdrawn(EscortDb db, TimeProvider clock) : IReaction<CertificateWithdrawn>
{
    public async Task React(CertificateWithdrawn fact, MessageContext message, CancellationToken stop)
    {
        var profile = await db.KnownProfile(fact.EmployeeId, stop);
        (await db.Certificate(profile, fact.CertificateNumber, stop)).Withdraw(fact.OccurredAt);
        await EscortStatusUpdater.Reconcile(db, profile, "certificate-withdrawn", message.CaseId, clock.GetUtcNow(), stop);
    }
}
