using Clinic.Training.Contracts;
using Clinic.Training.Staff;

namespace Clinic.Training.Certificates;

/// <summary>The certificates that hold, said again to whoever listens for the first time .</summary>
sealed class StandingCertificates(TrainingDb db, TimeProvider clock) : IStandingFacts<CertificateIssued>
{
    public Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db
            .Certificates.Where(certificate =>
                certificate.ValidUntil > now
                && certificate.Id > last
                && !db.CertificateWithdrawals.Any(withdrawal => withdrawal.CertificateId == certificate.Id)
            )
            .OrderBy(certificate => certificate.Id)
            .ToFacts(most, Told, stop);
    }

    static StandingFact Told(Certificate held) =>
        new(held.Id, new CertificateIssued(held.PersonId, held.BranchId, held.Number, held.IssuedAt, held.ValidUntil), held.PersonId);
}
