using Clinic.Training.Contracts;
using Clinic.Training.Onboarding;

namespace Clinic.Training.Sessions;

/// <summary>The topics a session can have: those of the onboarding paths, and for everybody those of the three groups .</summary>
static class SessionTopics
{
    static readonly string[] ProfessionalKnowledge = ["basic-medicine", "hospital-procedure", "clinical-skills", "disease-prevention"],
        ServiceSkills =

        [
            "communication-etiquette",
            "client-psychology",
            "reception-etiquette",
            "complaint-handling",
            "teamwork",
            "service-standard",
            "service-process",
        ],
        ProfessionalConduct = ["ethics-law", "confidentiality", "responsibility"];

    /// <summary>The topics of a kind of session that is planned by hand.</summary>
    public static IReadOnlyList<string> Of(SessionKind kind) =>
        kind == SessionKind.Onboarding
            ? OnboardingPath.AllTopics
            : [.. OnboardingPath.AllTopics.Union(ProfessionalKnowledge).Union(ServiceSkills).Union(ProfessionalConduct)];
}
