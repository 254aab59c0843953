using Clinic.Training.Assessments;
using Clinic.Training.Certificates;
using Clinic.Training.Sessions;

namespace Clinic.Training;

/// <summary>What the constraints of the database mean.</summary>
static class TrainingConstraints
{
    /// <summary>Which broken constraint of the database means which refusal, in all areas.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new[]
    {
        SessionRefusals.ByConstraint,
        AssessmentRefusals.ByConstraint,
        CertificateRefusals.ByConstraint,
    }
        .SelectMany(area => area)
        .ToDictionary();
}
