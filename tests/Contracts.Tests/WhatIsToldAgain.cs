using Clinic.ServiceDefaults;

namespace Clinic.ContractTests;

/// <summary>Whoever listens to a fact for the first time is told what still stands; of every other fact it is said here why not.</summary>
public sealed class WhatIsToldAgain
{
    const string Moment = "It begins or ends something at its moment; whoever listens later has no part in it.",
        TakesBack = "What it takes back is not told again.",
        AppointmentOfEngagement = "Asked for by Escort, which heard the answer from the first day on.",
        Verdict = "Suspensions and cases follow from it once, and its listeners are of the first day.";

    static readonly Dictionary<string, string> NotToldAgain = new()
    {
        ["AppointmentBooked"] = AppointmentOfEngagement,
        ["AppointmentCancelled"] = AppointmentOfEngagement,
        ["AppointmentNeedsReschedule"] = AppointmentOfEngagement,
        ["AppointmentNoShow"] = Moment,
        ["AppointmentNoShowReversed"] = TakesBack,
        ["AppointmentRefused"] = AppointmentOfEngagement,
        ["AppointmentRequested"] = AppointmentOfEngagement,
        ["AppointmentRescheduled"] = AppointmentOfEngagement,
        ["AssessmentCorrected"] = Verdict,
        ["AssessmentVoided"] = Verdict,
        ["CertificateWithdrawn"] = TakesBack,
        ["Escort.ClientConcernEnded"] = TakesBack,
        ["Feedback.ClientConcernEnded"] = TakesBack,
        ["ClientSeparated"] = TakesBack,
        ["ComplaintReopened"] = "A complaint that was opened again is told as filed, and its closing is not.",
        ["ConsecutiveAssessmentFailed"] = Verdict,
        ["DepartureWithdrawn"] = TakesBack,
        ["DisciplineCaseDropped"] = TakesBack,
        ["EscortEngagementCancelled"] = Moment,
        ["EscortFeeCollected"] = Moment,
        ["EscortVisitCompleted"] = Moment,
        ["ExamFailed"] = Verdict,
        ["ExamPassed"] = Verdict,
        ["HireWithdrawn"] = TakesBack,
        ["LeaveCancelled"] = TakesBack,
        ["LeaveEndedEarly"] = "The leave is told with the end that holds.",
        ["OnboardingCompleted"] = "Registration, which alone hears it, does so from the first day on.",
        ["PenaltyImposed"] = Verdict,
        ["ReferralConverted"] = Moment,
        ["ResitFailed"] = Verdict,
        ["ResitPassed"] = Verdict,
        ["ServiceReportSubmitted"] = Moment,
        ["StandingFactsWanted"] = "It asks for the telling.",
        ["TrainingOrdered"] = Moment,
        ["TrainingSessionCompleted"] = Moment,
        ["VisitCompleted"] = Moment,
        ["VisitRegistered"] = Moment,
        ["VisitVoided"] = TakesBack,
    };

    [Fact]
    public void Every_fact_that_is_heard_is_told_again_or_it_is_said_why_not()
    {
        var toldAgain = Published.Listeners.SelectMany(teller => Retelling.ToldBy(teller).Keys).ToHashSet();

        Assert.Equal(
            Published
                .Facts.Where(fact => Published.HeardBy.Contains(fact) && !toldAgain.Contains(fact))
                .Select(Published.LabelOf)
                .Order(StringComparer.Ordinal),
            NotToldAgain.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_fact_is_told_again_by_the_service_that_says_it() =>
        Assert.All(
            Published.Listeners.SelectMany(teller => Retelling.ToldBy(teller).Keys.Select(fact => (Teller: teller, Fact: fact))),
            pair => Assert.EndsWith($".{Published.SaidBy(pair.Fact)}", pair.Teller.GetName().Name, StringComparison.Ordinal)
        );
}
