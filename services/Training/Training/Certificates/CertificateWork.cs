using Clinic.Training.Assessments;
using Clinic.Training.Onboarding;
using Clinic.Training.Staff;

namespace Clinic.Training.Certificates;

/// <summary>
/// An escort whose onboarding is complete waits for the certificate, and one whose certificate ends soon for the next one. Both end
/// with <see cref="IssueCertificate"/>, and when the person leaves, gets another post or loses what the certificate stood on. Nobody is
/// asked to issue their own.
/// </summary>
static class CertificateWork
{
    const string Noun = "employee";

    public static readonly WorkKind Issue = new("training-certificate.issue", nameof(IssueCertificate), Noun, Rights.IssueCertificates);

    /// <summary>For whoever issues and for its holder, from the day on which it can be renewed; the detail is the certificate.</summary>
    public static readonly WorkKind Renewal = new("training-certificate.renewal", nameof(IssueCertificate), Noun, Rights.IssueCertificates);

    /// <summary>The newcomers who are not through or have no certificate, and the certificates that were not withdrawn.</summary>
    public static IReadOnlyList<OpenNouns> Open(TrainingDb db) =>
        [
            OpenNouns.Of(
                db.Plans.Where(plan =>
                    plan.State == OnboardingState.Running
                    || plan.State == OnboardingState.ReadyForExam
                    || (plan.State == OnboardingState.Completed && plan.PathCode == OnboardingPath.EscortCode)
                ),
                plan => plan.PersonId
            ),
            OpenNouns.Of(
                db.Certificates.Where(certificate => !db.CertificateWithdrawals.Any(gone => gone.CertificateId == certificate.Id)),
                certificate => certificate.Id,
                certificate => certificate.PersonId
            ),
        ];

    /// <summary>Writes down what waits about the certificates of every person whom this save changes.</summary>
    public static async Task Keep(TrainingDb db, CancellationToken stop)
    {
        HashSet<Guid> people = [.. db.Changing<OnboardingPlan>().Select(plan => plan.PersonId)];
        people.UnionWith(db.Changing<TrainingFile>().Select(file => file.PersonId));
        people.UnionWith(db.Changing<Certificate>().Select(certificate => certificate.PersonId));
        people.UnionWith(db.Changing<CertificateWithdrawal>().Select(withdrawal => withdrawal.PersonId));
        foreach (var person in people)
        {
            if (await db.Files.FindAsync([person], stop) is not { } file)
                continue;
            var last = await LastOf(db, person, stop);
            var qualifies = await Qualifies(db, file, stop);
            db.KeepWork(person, file.BranchId, [Issue], qualifies && last is null ? [new(Issue, Except: [person])] : []);
            if (!qualifies || last is null || db.Entry(last).State == EntityState.Added)
                db.KeepWork(person, file.BranchId, [Renewal], []);
            else if (IsBack(db, file) || db.Changing<CertificateWithdrawal>().Any(withdrawal => withdrawal.PersonId == person))
                await RenewalDeadline.Set(db, last, last.IssuedAt, stop);
            else if (db.IsReconsidered(last))
                await RenewalDeadline.SetMissing(db, last, last.IssuedAt, stop);
        }
    }

    /// <summary>The certificate ends soon: it waits to be renewed.</summary>
    public static void AskRenewal(TrainingDb db, Certificate certificate) =>
        db.KeepWork(
            certificate.PersonId,
            certificate.BranchId,
            [Renewal],
            [
                new(Renewal, certificate.PersonId, certificate.ValidUntil, certificate.Id),
                new(Renewal, DueAt: certificate.ValidUntil, Detail: certificate.Id, Except: [certificate.PersonId]),
            ]
        );

    /// <summary>True for an escort who is through the onboarding, and stays.</summary>
    public static async Task<bool> Qualifies(TrainingDb db, TrainingFile file, CancellationToken stop)
    {
        if (file is not { Post: { } post, HireWithdrawn: false, LeavesAt: null })
            return false;
        if (OnboardingPath.Of(post) is not { Code: OnboardingPath.EscortCode })
            return false;
        await db.Plans.Where(plan => plan.PersonId == file.PersonId).LoadAsync(stop);
        return db.Plans.Local.Any(plan =>
            plan is { PathCode: OnboardingPath.EscortCode, State: OnboardingState.Completed } && plan.PersonId == file.PersonId
        );
    }

    // Whoever left, or had another post, may come back in the last days of a certificate.
    static bool IsBack(TrainingDb db, TrainingFile file) =>
        db.Entry(file).Property(known => known.LeavesAt).OriginalValue is not null
        || db.Entry(file).Property(known => known.Post).OriginalValue != file.Post;

    /// <summary>The last certificate of a person that was not withdrawn, with what this save adds.</summary>
    public static async Task<Certificate?> LastOf(TrainingDb db, Guid person, CancellationToken stop)
    {
        var gone = db.Changing<CertificateWithdrawal>().Select(withdrawal => withdrawal.CertificateId).ToHashSet();
        return (await db.StandingCertificates(person, stop))
            .Concat(db.Changing<Certificate>().Where(certificate => certificate.PersonId == person))
            .Where(certificate => !gone.Contains(certificate.Id))
            .MaxBy(certificate => certificate.Ordinal);
    }
}
