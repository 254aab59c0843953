using System.Text.RegularExpressions;

namespace Clinic.ContractTests;

/// <summary>
/// Whoever heard a fact hears what takes it back, and whoever the handbooks' workflows name hears the fact; else docs/events.md says why
/// not.
/// </summary>
public sealed partial class WhoListens
{
    const string Everybody = "Escort Feedback Gateway Payroll Registration Training";

    // What takes what back, or ends what it began.
    static readonly (string Fact, string TakenBackBy)[] Retractions =
    [
        ("AppointmentBooked", "AppointmentCancelled"),
        ("AppointmentBooked", "AppointmentNeedsReschedule"),
        ("AppointmentNoShow", "AppointmentNoShowReversed"),
        ("AppointmentRequested", "EscortEngagementCancelled"),
        ("CertificateIssued", "CertificateWithdrawn"),
        ("ClientConcernBegan", "ClientConcernEnded"),
        ("ClientMerged", "ClientSeparated"),
        ("ComplaintClosed", "ComplaintReopened"),
        ("ComplaintFiled", "ComplaintClosed"),
        ("ComplaintResponsibilityDetermined", "ComplaintOverturned"),
        ("ConfidentialityAgreementSigned", "HireWithdrawn"),
        ("ConsecutiveAssessmentFailed", "AssessmentCorrected"),
        ("ConsecutiveAssessmentFailed", "AssessmentVoided"),
        ("ConsecutiveAssessmentFailed", "DisciplineCaseDropped"),
        ("EmployeeHired", "EmployeeLeft"),
        ("EmployeeHired", "HireWithdrawn"),
        ("EmployeeHired", "PostAdjusted"),
        ("EmployeeLeft", "DepartureWithdrawn"),
        ("ExamFailed", "AssessmentCorrected"),
        ("ExamFailed", "AssessmentVoided"),
        ("ExamFailed", "ExamPassed"),
        ("ExamPassed", "AssessmentCorrected"),
        ("ExamPassed", "AssessmentVoided"),
        ("LeaveApproved", "LeaveCancelled"),
        ("LeaveApproved", "LeaveEndedEarly"),
        ("ResitPassed", "AssessmentCorrected"),
        ("ResitPassed", "AssessmentVoided"),
        ("TrainingOrdered", "DisciplineCaseDropped"),
        ("VisitCompleted", "VisitVoided"),
        ("VisitRegistered", "VisitVoided"),
    ];

    // Whom the workflows of the handbooks name, of the facts that are said today.
    static readonly (string Fact, string Services)[] Named =
    [
        ("AppointmentBooked", "Escort Feedback"),
        ("AppointmentCancelled", "Escort"),
        ("AppointmentNeedsReschedule", "Escort"),
        ("AppointmentNoShow", "Escort Feedback"),
        ("AppointmentRefused", "Escort"),
        ("AppointmentRequested", "Registration"),
        ("AppointmentRescheduled", "Escort"),
        ("BranchOpened", "Escort Feedback Gateway Payroll Training"),
        ("CertificateIssued", "Escort Payroll"),
        ("ChartErrorFound", "Payroll"),
        ("ClientArrived", "Escort"),
        ("ClientConcernBegan", "Registration"),
        ("ClientDataDisclosed", "Gateway"),
        ("ClientMerged", "Escort Feedback"),
        ("ClientRegistered", "Escort Feedback"),
        ("ClientUpdated", "Escort Feedback"),
        ("ComplaintClosed", "Escort Payroll Registration Training"),
        ("ComplaintFiled", "Escort Payroll Registration Training"),
        ("ComplaintFirstResponded", "Escort Registration"),
        ("ComplaintFirstResponseOverdue", "Gateway Payroll"),
        ("ComplaintOverturned", "Escort Payroll Registration Training"),
        ("ComplaintRenegotiated", "Escort Payroll Registration"),
        ("ComplaintReopened", "Escort Payroll Registration"),
        ("ComplaintResolutionOverdue", "Gateway Payroll"),
        ("ComplaintResponsibilityDetermined", "Escort Payroll Training"),
        ("ComplaintSatisfied", "Escort Payroll Registration"),
        ("ConfidentialityAgreementSigned", "Escort Feedback Gateway Registration"),
        ("ConsecutiveAssessmentFailed", "Escort Payroll"),
        ("DirectoryChanged", "Escort Feedback Payroll Training"),
        ("DisciplineCaseDropped", "Escort Feedback"),
        ("DisciplineCaseOpened", "Escort Feedback"),
        ("DoctorPickupOverdue", "Feedback Payroll"),
        ("DoctorStatusChanged", "Escort"),
        ("DoctorStatusMissing", "Feedback Payroll"),
        ("DoctorStatusPublished", "Escort"),
        ("EmployeeHired", "Escort Feedback Gateway Registration Training"),
        ("EmployeeLeft", "Escort Feedback Gateway Registration Training"),
        ("EscortActivated", "Payroll Registration Training"),
        ("EscortAssigned", "Payroll Registration"),
        ("EscortEngagementCancelled", "Feedback Payroll Registration"),
        ("EscortFeeCollected", "Payroll"),
        ("EscortInquiryHandoverOverdue", "Feedback"),
        ("EscortProfileCreated", "Payroll Registration Training"),
        ("EscortReassigned", "Payroll Registration"),
        ("EscortReinstated", "Feedback Payroll Registration"),
        ("EscortSuspended", "Feedback Payroll Registration"),
        ("EscortVisitCompleted", "Feedback Payroll"),
        ("EscortVisitInterrupted", "Feedback Payroll Registration"),
        ("EscortVisitReconfirmed", "Registration"),
        ("EscortVisitStarted", "Payroll Registration"),
        ("ExamFailed", "Escort Payroll"),
        ("ExamPassed", "Escort Payroll"),
        ("FollowUpCompleted", "Escort Registration"),
        ("FollowUpOverdue", "Escort Registration"),
        ("GreetingLate", "Feedback Payroll"),
        ("ImprovementActionAssigned", "Escort Payroll Registration Training"),
        ("ImprovementActionImplemented", "Escort Payroll Registration Training"),
        ("LeaveApproved", "Escort Registration Training"),
        ("LeaveCancelled", "Escort Registration Training"),
        ("MemberClosed", "Feedback Training"),
        ("MemberEnrolled", "Feedback Training"),
        ("MemberLevelChanged", "Feedback Training"),
        ("OnboardingCompleted", "Escort Payroll Registration"),
        ("OnboardingStarted", "Escort Payroll Registration"),
        ("PatientIssueClosed", "Escort Registration"),
        ("PatientIssueRecorded", "Escort Registration"),
        ("PatientLost", "Feedback"),
        ("PatientRetriaged", "Payroll"),
        ("PayrollPeriodLocked", "Escort Feedback Registration Training"),
        ("PayslipIssued", "Escort"),
        ("PenaltyImposed", "Escort Feedback Training"),
        ("PostAdjusted", "Escort Feedback Gateway Registration Training"),
        ("PostCoverageFailed", "Feedback Payroll"),
        ("ReferralConverted", "Payroll"),
        ("ResitFailed", "Escort Payroll"),
        ("ResitPassed", "Escort Payroll"),
        ("ResitScheduled", "Escort Payroll"),
        ("ReturnVisitDue", "Feedback"),
        ("SegmentChanged", "Feedback Training"),
        ("ServiceAgreementSigned", "Feedback Payroll Registration"),
        ("ServiceReportOverdue", "Feedback Payroll"),
        ("ServiceReportSubmitted", "Feedback Payroll"),
        ("SurveyResponseReceived", "Escort Payroll Training"),
        ("TrainingOrdered", "Training"),
        ("TrainingSessionCompleted", "Feedback Payroll"),
        ("VisitCompleted", "Escort Feedback Payroll"),
        ("VisitRegistered", "Escort Feedback"),
        ("WaitingTooLong", "Feedback"),
    ];

    static readonly Dictionary<(string Fact, string Service), string> Reasons = File.ReadAllLines(Repository.Path("docs/events.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .SelectMany(match =>
            match.Groups["services"].Value.Split(", ").Select(service => ((match.Groups["fact"].Value, service), match.Groups["why"].Value))
        )
        .ToDictionary();

    [Fact]
    public void Whoever_heard_a_fact_hears_what_takes_it_back() =>
        Assert.Empty(
            from pair in Retractions
            from service in HeardBy(pair.Fact)
            where !HeardBy(pair.TakenBackBy).Contains(service) && !Reasons.ContainsKey((pair.TakenBackBy, service))
            select $"{service} hears {pair.Fact} and not {pair.TakenBackBy}"
        );

    [Fact]
    public void Whoever_the_workflows_name_hears_the_fact() =>
        Assert.Empty(
            from pair in Named
            from service in pair.Services.Split(' ')
            where !HeardBy(pair.Fact).Contains(service) && !Reasons.ContainsKey((pair.Fact, service))
            select $"{service} does not hear {pair.Fact}"
        );

    [Fact]
    public void A_reason_for_not_listening_is_given_only_where_nobody_listens() =>
        Assert.DoesNotContain(
            Reasons.Keys,
            pair => HeardBy(pair.Fact).Contains(pair.Service) || !Everybody.Split(' ').Contains(pair.Service)
        );

    [Fact]
    public void Every_fact_named_here_is_said() =>
        Assert.Empty(
            Retractions
                .SelectMany(pair => new[] { pair.Fact, pair.TakenBackBy })
                .Concat(Named.Select(pair => pair.Fact))
                .Concat(Reasons.Keys.Select(pair => pair.Fact))
                .Except(Published.Facts.Select(fact => fact.Name))
        );

    static HashSet<string> HeardBy(string fact) =>
        [
            .. Published
                .Facts.Where(said => said.Name == fact)
                .SelectMany(said => Published.HeardBy[said])
                .Select(listener => listener.Split(' ')[0]),
        ];

    [GeneratedRegex(@"^\| `(?<fact>\w+)` \| (?<services>\w+(, \w+)*) \| (?<why>[^|]+) \|$")]
    private static partial Regex Row();
}
