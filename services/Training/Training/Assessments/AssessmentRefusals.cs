using Clinic.Training.Onboarding;

namespace Clinic.Training.Assessments;

/// <summary>What the acts of this area refuse.</summary>
public static class AssessmentRefusals
{
    /// <summary>A period ends after it begins and is no longer than a year.</summary>
    public static readonly Refusal PeriodImpossible = new(
        "period-impossible",
        "The period ends after it begins, is at most a year long and begins before now.",
        400
    );

    /// <summary>WF-19: only posts with a path have an onboarding.</summary>
    public static readonly Refusal NoOnboarding = new("no-onboarding", "The post of this person has no onboarding.");

    /// <summary>An onboarding is completed once.</summary>
    public static readonly Refusal OnboardingIsComplete = new("onboarding-complete", "This person has completed the onboarding.");

    /// <summary>A resit comes out of a discipline case.</summary>
    public static readonly Refusal ResitIsOrdered = new(
        "resit-is-ordered",
        "A resit is opened by the decision of a discipline case (R-036)."
    );

    /// <summary>Newcomers pass the onboarding before they are assessed with clients' ratings.</summary>
    public static readonly Refusal OnboardingFirst = new(
        "onboarding-first",
        "This person has not completed the onboarding; schedule the onboarding exam."
    );

    /// <summary>R-098: an exam of a special training names a complaint that led to one for this person.</summary>
    public static readonly Refusal NoSpecialTraining = new(
        "no-special-training",
        "No special training of this person stands because of that complaint."
    );

    /// <summary>One assessment of a kind at a time, so that two in a row are two.</summary>
    public static readonly Refusal AssessmentOpen = new(
        "assessment-open",
        "This person has an assessment of this kind that is not judged yet."
    );

    /// <summary>R-033: nobody judges themselves.</summary>
    public static readonly Refusal OwnExam = new("own-exam", "Nobody schedules, grades or excuses their own assessment; ask a colleague.");

    /// <summary>R-033: a branch may ask that whoever trained a person does not assess the practice.</summary>
    public static readonly Refusal AssessorIsTrainer = new(
        "assessor-is-trainer",
        "Whoever held this person's sessions does not assess the practical part here."
    );

    /// <summary>Scores lie between 0 and 100.</summary>
    public static readonly Refusal ScoreImpossible = new(
        "score-impossible",
        "A score lies between 0 and 100 and has at most two decimals.",
        400
    );

    /// <summary>R-036: whoever recorded a verdict does not correct it, and nobody corrects their own.</summary>
    public static readonly Refusal NeedsSecondPerson = new(
        "needs-second-person",
        "Neither the person examined nor whoever recorded this corrects it; ask another colleague."
    );

    /// <summary>Only what is on record and counts can be wrong.</summary>
    public static readonly Refusal NothingToCorrect = new(
        "nothing-to-correct",
        "Nothing is on record here that counts; excused and voided assessments are not corrected, and one without a score has none."
    );

    /// <summary>A correction names every part of the score, the unchanged ones too.</summary>
    public static readonly Refusal ScorePartsMissing = new(
        "score-parts-missing",
        "A correction names all parts on record: theory alone before the practice was graded, else theory, practical and form.",
        400
    );

    /// <summary>R-033: the clients' ratings of the whole period are judged.</summary>
    public static readonly Refusal PeriodNotOver = new(
        "period-not-over",
        "The period of the assessment is not over; its ratings are still coming in."
    );

    /// <summary>R-036: training comes before the resit.</summary>
    public static readonly Refusal RemedialTrainingFirst = new(
        "remedial-training-first",
        "The remedial session was not held yet; the resit follows it."
    );

    /// <summary>What an act declares that is refused so in any state but its own.</summary>
    public static readonly Refusal AnyOutOfOrder = new(
        "assessment-step-out-of-order",
        "No step of an assessment is skipped; the answer names the one that is due."
    );

    /// <summary>WF-17: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(AssessmentState state) =>
        new(
            "assessment-step-out-of-order",
            Assessment.StepAfter(state) is { } step
                ? $"The next step of this assessment is {step}."
                : $"This assessment is {state}; nothing more is entered."
        );

    /// <summary>WF-19: the onboarding exam follows hours, days and topics.</summary>
    public static Refusal NotReadyForExam(IReadOnlyList<MissingRequirement> lacks) =>
        new("not-ready-for-exam", MissingRequirement.Sentence(lacks));

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [AssessmentTables.OneOpenAssessment] = AssessmentOpen,
        [AssessmentTables.SeriesToldOnce] = Refusal.ChangedMeanwhile,
        [AssessmentTables.CorrectionsFollow] = Refusal.ChangedMeanwhile,
    };
}
