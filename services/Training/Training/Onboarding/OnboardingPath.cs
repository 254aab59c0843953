using Clinic.Payroll.Contracts;

namespace Clinic.Training.Onboarding;

/// <summary>What a newcomer of some posts goes through before working alone (WF-19).</summary>
/// <param name="Code">As in the facts.</param>
/// <param name="Topics">Each is attended at least once.</param>
/// <param name="MinHours">Hours in attended sessions .</param>
/// <param name="MinDays">Days since the hiring.</param>
public sealed record OnboardingPath(string Code, IReadOnlyList<string> Topics, Policy<decimal> MinHours, Policy<int> MinDays)
{
    /// <summary>The path that ends with the certificate .</summary>
    public const string EscortCode = "escort";

    static readonly Policy<decimal> EscortHours =
            new("escort.onboarding.minHours", 40m, 1m, 400m, "000 五(一)1 leaves the hours open (R-029, A-06)"),
        ClinicHours = new("clinic.onboarding.minHours", 0m, 0m, 400m, "default, unconfirmed"),
        GuideHours = new("guide.onboarding.minHours", 0m, 0m, 400m, "default, unconfirmed");

    static readonly Policy<int> EscortDays = new("escort.onboarding.minDays", 0, 0, 180, "default, unconfirmed"),
        ClinicDays = new("clinic.onboarding.minDays", 7, 0, 180, "001 五1: one week"),
        GuideDays = new("guide.onboarding.minDays", 30, 0, 180, "004: one to two months");

    // The five topics of R-032.
    static readonly OnboardingPath Escorts = new(
        EscortCode,
        ["basic-medicine", "hospital-procedure", "communication-etiquette", "client-psychology", "ethics-law"],
        EscortHours,
        EscortDays
    );

    static readonly OnboardingPath ClinicStaff = new(
        "clinic-staff",
        ["clinic-overview", "service-standard", "service-process", "post-duties"],
        ClinicHours,
        ClinicDays
    );

    static readonly OnboardingPath Guides = new("guide", ["service-standard", "service-process", "post-duties"], GuideHours, GuideDays);

    /// <summary>The topics of all paths.</summary>
    public static IReadOnlyList<string> AllTopics { get; } = [.. Escorts.Topics.Union(ClinicStaff.Topics).Union(Guides.Topics)];

    /// <summary>The path of a post, or null when it has none.</summary>
    public static OnboardingPath? Of(Post post) =>
        post switch
        {
            Post.Escort => Escorts,
            Post.Receptionist or Post.Greeter or Post.TriageOfficer or Post.Nurse or Post.Cashier or Post.CustomerServiceAgent =>
                ClinicStaff,
            Post.Guide => Guides,
            _ => null,
        };
}
