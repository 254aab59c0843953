using Clinic.Training.Onboarding;
using Clinic.Training.Staff;

namespace Clinic.Training.Certificates;

/// <summary>What the acts of this area refuse.</summary>
public static class CertificateRefusals
{
    /// <summary>R-008: the certificate is the escorts'.</summary>
    public static readonly Refusal NoCertificateForPost = new("no-certificate-for-post", "Only escorts get this certificate.");

    /// <summary>R-008: a certificate that ran out is renewed on a combined assessment passed after it was issued.</summary>
    public static readonly Refusal RenewalNeedsAssessment = new(
        "renewal-needs-assessment",
        "The certificate has run out; it is renewed after a newly passed assessment."
    );

    /// <summary>R-008: nobody certifies themselves.</summary>
    public static readonly Refusal OwnCertificate = new("own-certificate", "Nobody issues their own certificate; ask a colleague.");

    /// <summary>R-008, R-029: the certificate follows hours, topics, theory and practice.</summary>
    public static Refusal OnboardingIncomplete(IReadOnlyList<MissingRequirement> lacks) =>
        new("onboarding-incomplete", MissingRequirement.Sentence(lacks));

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [StaffTables.CertificatesFollow] = Refusal.ChangedMeanwhile,
        [StaffTables.CertificateNumberOnce] = Refusal.ChangedMeanwhile,
    };
}
