using Clinic.Training.Staff;

namespace Clinic.Training.Assessments;

/// <summary>
/// What is asked of an assessment, by the settings in force when it was scheduled; every mark is passed when it is reached
///
/// </summary>
/// <param name="LeastRatings">With fewer ratings in the period, theory and practice decide alone, and the result is marked .</param>
public sealed record PassMarks(decimal Theory, decimal Practical, decimal Excellent, decimal Satisfaction, int LeastRatings)
{
    /// <summary>A branch with several trainers may ask that whoever trained a person does not assess the practice .</summary>
    internal static readonly Policy<bool> AssessorIsNotTrainer = new(
        "assessment.assessorIsNotTrainer",
        false,
        false,
        true,
        "default, unconfirmed"
    );

    static readonly Policy<int> MinCount = new("assessment.satisfaction.minCount", 3, 1, 100, "default, unconfirmed (A-61)");

    static readonly Policy<decimal> EscortTheory = Of("escort.theory.passScore", 60m, "000 五(四)1 leaves the score open (R-034, A-06)"),
        EscortPractical = Of("escort.practical.passGrade", 80m, "000 五(四)2 (R-035, A-12)"),
        EscortExcellent = Of("escort.practical.excellentGrade", 90m, "default, unconfirmed (A-12)"),
        EscortSatisfaction = Of("escort.satisfaction.passScore", 85m, "000 五(四)2 (R-035, A-12)"),
        ClinicTheory = Of("clinic.theory.passScore", 60m, "default, unconfirmed"),
        ClinicPractical = Of("clinic.practical.passGrade", 80m, "default, unconfirmed"),
        ClinicExcellent = Of("clinic.practical.excellentGrade", 90m, "default, unconfirmed"),
        ClinicSatisfaction = Of("clinic.satisfaction.passScore", 85m, "default, unconfirmed");

    /// <summary>The marks for a category at a branch, as of an instant.</summary>
    public static PassMarks For(AssessmentCategory category, PolicyBook policies, Guid branch, DateTimeOffset at)
    {
        return category == AssessmentCategory.Escort
            ? new(
                Value(EscortTheory),
                Value(EscortPractical),
                Value(EscortExcellent),
                Value(EscortSatisfaction),
                policies.Value(MinCount, branch, at)
            )
            : new(
                Value(ClinicTheory),
                Value(ClinicPractical),
                Value(ClinicExcellent),
                Value(ClinicSatisfaction),
                policies.Value(MinCount, branch, at)
            );

        decimal Value(Policy<decimal> policy) => policies.Value(policy, branch, at);
    }

    static Policy<decimal> Of(string key, decimal mark, string seed) => new(key, mark, 0m, 100m, seed);
}
