using Clinic.Training.Assessments;
using Clinic.Training.Onboarding;

namespace Clinic.Training;

/// <summary>Every reason Training says no: its rulebook on one page.</summary>
public static class Refusals
{
    /// <summary>A session ends after it begins and lasts a working day at most.</summary>
    public static readonly Refusal SessionTimesImpossible = new(
        "session-times-impossible",
        "A session ends after it begins and lasts at most twelve hours.",
        400
    );

    /// <summary>Paperwork is done while people remember who was there.</summary>
    public static readonly Refusal SessionTooLongAgo = new(
        "session-too-long-ago",
        "A session is entered at most 31 days after it was held.",
        400
    );

    /// <summary>R-098, R-036: such sessions are opened by what asked for them, never by hand.</summary>
    public static readonly Refusal OpenedBySource = new(
        "session-opened-by-source",
        "Special and remedial sessions are opened by a complaint or a discipline case; give that one its time."
    );

    /// <summary>Whoever is invited works at the branch.</summary>
    public static readonly Refusal AudienceNotKnown = new(
        "audience-not-known",
        "Somebody invited is not known to Training at this branch."
    );

    /// <summary>Whoever attended works at the branch or was invited.</summary>
    public static readonly Refusal AttendeeNotKnown = new(
        "attendee-not-known",
        "Somebody who is said to have attended is not known to Training at this branch."
    );

    /// <summary>A session without a time has not been held.</summary>
    public static readonly Refusal SessionNotPlanned = new("session-not-planned", "Give the session a time before it is recorded as held.");

    /// <summary>Attendance is recorded when everybody could leave.</summary>
    public static readonly Refusal SessionNotOver = new("session-not-over", "The session is not over yet.");

    /// <summary>A session that was taken back is not held.</summary>
    public static readonly Refusal SessionCancelled = new(
        "session-cancelled",
        "The reason for this session was taken back; it is not held."
    );

    /// <summary>A held session keeps its time.</summary>
    public static readonly Refusal SessionHeld = new("session-held", "The session was held; its time no longer changes.");

    /// <summary>R-029: nobody writes down hours longer than the session was.</summary>
    public static readonly Refusal HoursImpossible = new(
        "hours-impossible",
        "Hours are above zero, have at most two decimals and do not exceed the length of the session.",
        400
    );

    /// <summary>R-029: nobody records the own hours.</summary>
    public static readonly Refusal OwnAttendance = new("own-attendance", "Nobody records or corrects the own attendance; ask a colleague.");

    /// <summary>R-029: one person's hours count once for one time of the day.</summary>
    public static readonly Refusal AttendedElsewhere = new("attended-elsewhere", "Somebody attended another session at the same time.");

    /// <summary>R-098: special and remedial training is for the person it was opened for.</summary>
    public static readonly Refusal AudienceMissing = new("audience-missing", "The person this session was opened for did not attend.");

    /// <summary>What was not written down cannot be taken back.</summary>
    public static readonly Refusal NotAttended = new("not-attended", "This person is not recorded as having attended.");

    /// <summary>R-029: hours on which a completed onboarding rests are no longer taken back.</summary>
    public static readonly Refusal OnboardingRestsOnIt = new(
        "onboarding-rests-on-it",
        "The onboarding was completed on these hours; they are no longer taken back."
    );

    /// <summary>The record exists with other content; records are not overwritten.</summary>
    public static readonly Refusal AlreadyRecorded = new("already-recorded", "This is already recorded with other content.");

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
    public static readonly Refusal OwnExam = new("own-exam", "Nobody schedules, grades or excuses the own assessment; ask a colleague.");

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

    /// <summary>R-008: the certificate is the escorts'.</summary>
    public static readonly Refusal NoCertificateForPost = new("no-certificate-for-post", "Only escorts get this certificate.");

    /// <summary>R-008: a certificate that ran out is renewed on a combined assessment passed after it was issued.</summary>
    public static readonly Refusal RenewalNeedsAssessment = new(
        "renewal-needs-assessment",
        "The certificate has run out; it is renewed after a newly passed assessment."
    );

    /// <summary>R-008: nobody certifies themselves.</summary>
    public static readonly Refusal OwnCertificate = new("own-certificate", "Nobody issues the own certificate; ask a colleague.");

    /// <summary>WF-17: no step is skipped; the sentence names the one that is due.</summary>
    public static Refusal OutOfOrder(AssessmentState state) =>
        new(
            "assessment-step-out-of-order",
            Assessment.StepAfter(state) is { } step
                ? $"The next step of this assessment is {step}."
                : $"This assessment is {state}; nothing more is entered."
        );

    /// <summary>WF-19: the onboarding exam follows hours, days and topics.</summary>
    public static Refusal NotReadyForExam(IReadOnlyList<Lack> lacks) => new("not-ready-for-exam", Sentence(lacks));

    /// <summary>R-008, R-029: the certificate follows hours, topics, theory and practice.</summary>
    public static Refusal OnboardingIncomplete(IReadOnlyList<Lack> lacks) => new("onboarding-incomplete", Sentence(lacks));

    static string Sentence(IReadOnlyList<Lack> lacks) => $"Still lacking: {string.Join("; ", lacks.Select(lack => lack.Detail))}.";

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [TrainingDb.OneOpenAssessment] = AssessmentOpen,
        [TrainingDb.CertificatesFollow] = Refusal.ChangedMeanwhile,
        [TrainingDb.CertificateNumberOnce] = Refusal.ChangedMeanwhile,
        [TrainingDb.SeriesToldOnce] = Refusal.ChangedMeanwhile,
        [TrainingDb.AttendanceTakenBackOnce] = Refusal.ChangedMeanwhile,
    };
}
