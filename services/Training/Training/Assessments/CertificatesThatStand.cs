using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;
using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// A certificate stands on the onboarding, and each later one on a combined assessment passed since the one before it.
/// </summary>
static class CertificatesThatStand
{
    /// <summary>The code of a certificate that stood on an assessment that is no longer passed.</summary>
    public const string AssessmentCorrected = "assessment-corrected";

    /// <summary>The code of a certificate of somebody who was never employed.</summary>
    public const string HireWithdrawn = "hire-withdrawn";

    /// <summary>The certificates of a person that were not withdrawn, the latest first.</summary>
    public static Task<List<Certificate>> StandingCertificates(this TrainingDb db, Guid person, CancellationToken stop) =>
        db
            .Certificates.Where(certificate =>
                certificate.PersonId == person && !db.CertificateWithdrawals.Any(gone => gone.CertificateId == certificate.Id)
            )
            .OrderByDescending(certificate => certificate.Ordinal)
            .ToListAsync(stop);

    /// <summary>Says that a certificate no longer holds.</summary>
    public static void Withdraw(this TrainingDb db, Certificate certificate, string reasonCode, DateTimeOffset now)
    {
        db.Add(
            new CertificateWithdrawal
            {
                CertificateId = certificate.Id,
                BranchId = certificate.BranchId,
                PersonId = certificate.PersonId,
                ReasonCode = reasonCode,
                At = now,
            }
        );
        db.Publish(
            new CertificateWithdrawn(certificate.PersonId, certificate.BranchId, certificate.Number, reasonCode, now),
            certificate.PersonId
        );
    }

    /// <summary>Withdraws what stood on an assessment that is no longer passed, unless it stands on another one as well.</summary>
    /// <param name="plan">The onboarding whose exam it was, if it was one.</param>
    public static async Task WithdrawWhatStoodOn(
        TrainingDb db,
        Assessment corrected,
        IReadOnlyList<Assessment> assessments,
        OnboardingPlan? plan,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var unqualified = plan is { PathCode: OnboardingPath.EscortCode } && plan.State != OnboardingState.Completed;
        Certificate? before = null;
        foreach (var certificate in (await db.StandingCertificates(corrected.PersonId, stop)).OrderBy(candidate => candidate.Ordinal))
        {
            var stoodOnIt = before is not null && IsBetween(corrected, before, certificate);
            if (
                unqualified
                || (stoodOnIt && !assessments.Any(assessment => IsPassed(assessment) && IsBetween(assessment, before!, certificate)))
            )
                db.Withdraw(certificate, AssessmentCorrected, now);
            else
                before = certificate;
        }
    }

    static bool IsPassed(Assessment assessment) => assessment is { Kind: AssessmentKind.Combined, State: AssessmentState.Passed };

    static bool IsBetween(Assessment assessment, Certificate before, Certificate certificate) =>
        assessment.Kind == AssessmentKind.Combined && assessment.JudgedAt > before.IssuedAt && assessment.JudgedAt <= certificate.IssuedAt;
}
