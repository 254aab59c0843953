using Clinic.Training.Staff;

namespace Clinic.Training.Certificates;

/// <summary>When a certificate can be renewed ahead: so many days before its end, by the setting in force when it rings.</summary>
static class RenewalDeadline
{
    public const string Kind = "certificate-renewal";

    /// <summary>Sets the deadline of a certificate, also in the place of an earlier one.</summary>
    public static async Task Set(TrainingDb db, Certificate certificate, DateTimeOffset at, CancellationToken stop)
    {
        await db.CancelDeadlines(Kind, certificate.Id, stop);
        db.ScheduleDeadline(Kind, certificate.Id, certificate.BranchId, at);
    }

    /// <summary>Sets the deadline of a certificate that has none; one that is set is left to whoever handles it.</summary>
    public static async Task SetMissing(TrainingDb db, Certificate certificate, DateTimeOffset at, CancellationToken stop)
    {
        if (!await db.Set<DueRow>().AnyAsync(due => due.Kind == Kind && due.SubjectId == certificate.Id, stop))
            db.ScheduleDeadline(Kind, certificate.Id, certificate.BranchId, at);
    }
}

/// <summary>
/// Rings when a certificate can be renewed: it waits for whoever issues certificates, unless a later one is there, it was withdrawn or its
/// holder leaves. Rings again where the setting changed meanwhile.
/// </summary>
[DeadlineKind(RenewalDeadline.Kind), ActsAs("training", "exams.read")]
sealed class AskForRenewalWhenCertificateEndsSoon(TrainingDb db, PolicyBook policies, TimeProvider clock) : IDeadlineHandler
{
    public async Task Handle(Deadline deadline, CancellationToken stop)
    {
        if (await db.Certificates.FindAsync([deadline.SubjectId], stop) is not { } certificate)
            return;
        await db.LockSubject(certificate.PersonId, stop);
        if (
            await db.Files.FindAsync([certificate.PersonId], stop) is not { } file
            || !await CertificateWork.Qualifies(db, file, stop)
            || await CertificateWork.LastOf(db, certificate.PersonId, stop) is not { } last
            || last.Id != certificate.Id
        )
            return;
        var now = clock.GetUtcNow();
        var renewsAt = certificate.ValidUntil.AddDays(-policies.Value(IssueCertificate.RenewalDays, file.BranchId, now));
        if (renewsAt <= now)
            CertificateWork.AskRenewal(db, certificate);
        else
            db.ScheduleDeadline(RenewalDeadline.Kind, certificate.Id, certificate.BranchId, renewsAt, deadline.Rung + 1);
    }
}
