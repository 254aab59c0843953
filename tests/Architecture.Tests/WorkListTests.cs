using System.Reflection;
using System.Text.RegularExpressions;
using Clinic.ServiceDefaults;

namespace Clinic.ArchitectureTests;

/// <summary>Whatever needs a person waits in somebody's list: every deadline and every notice of the code is looked up here.</summary>
public sealed partial class WorkListTests
{
    // A deadline, and the kinds of work that wait before it or from it on.
    static readonly Dictionary<string, string[]> WorkOfDeadlines = new()
    {
        ["greeting"] = ["registration-arrival.greeting", "registration-arrival.greeting-excuse"],
        ["hand-off"] = ["registration-hand-off.acceptance"],
        ["doctor-pickup"] = ["registration-visit.collection", "registration-visit.pickup-excuse"],
        ["waiting-comfort"] = ["registration-visit.comfort"],
        ["return-visit"] = ["registration-client.return-visit"],
        ["status-board-morning"] = ["registration-status-board.floor", "registration-status-board.publication"],
        ["status-board-missing"] = ["registration-status-board.publication"],
        ["absence-begins"] = ["registration-appointment.reschedule", "registration-roster.replacement"],
        ["appointment-hold"] = ["registration-appointment.time"],
        ["appointment-reminder"] = ["registration-appointment.notice"],
        ["appointment-no-show"] = ["escort-engagement.client-missed", "feedback-follow-up.call"],
        ["inquiry-handover"] = ["escort-engagement.handover"],
        ["service-report"] = ["escort-engagement.report", "escort-engagement.report-by-lead"],
        ["departure"] =
        [
            "escort-engagement.reassignment",
            "escort-engagement.end-by-lead",
            "escort-engagement.fee-by-lead",
            "escort-engagement.report-by-lead",
            "escort-engagement.follow-up-by-lead",
            "escort-engagement.archive-by-lead",
        ],
        ["complaint-first-response"] = ["feedback-complaint.first-answer", "feedback-complaint.answer-late"],
        ["complaint-resolution"] = ["feedback-complaint.result", "feedback-complaint.result-late"],
        ["follow-up"] = ["feedback-follow-up.call"],
        ["onboarding-days"] = ["training-onboarding.exam"],
        ["certificate-renewal"] = ["training-certificate.renewal"],
    };

    // A deadline at which nobody has anything to do, and why.
    static readonly Dictionary<string, string> NobodysDeadlines = new()
    {
        ["classify-clients"] = "The platform sorts the clients of a branch by itself.",
        ["clients-rewriting"] = "The platform rewrites what an earlier build wrote by itself.",
        ["leaves-after-departure"] = "The platform cancels by itself what an earlier build left standing.",
        ["last-day"] = "What waits for a person who leaves is closed, and nothing begins.",
    };

    // A fact that says that something is late, missing, lost, open again or to be looked into, and the kinds of work it goes with.
    static readonly Dictionary<string, string[]> WorkOfNotices = new()
    {
        ["AppointmentNeedsReschedule"] = ["registration-appointment.reschedule"],
        ["AppointmentNoShow"] = ["escort-engagement.client-missed", "feedback-follow-up.call"],
        ["AppointmentRefused"] = ["escort-engagement.appointment"],
        ["ChartErrorFound"] = ["registration-chart-error.correction"],
        ["ComplaintFirstResponseOverdue"] = ["feedback-complaint.answer-late", "feedback-complaint.answer-late-for-director"],
        ["ComplaintReopened"] = ["feedback-complaint.report"],
        ["ComplaintResolutionOverdue"] = ["feedback-complaint.result-late", "feedback-complaint.result-late-for-director"],
        ["ConsecutiveAssessmentFailed"] = ["payroll-case.hearing", "payroll-case.decision"],
        ["DoctorPickupOverdue"] = ["registration-visit.collection", "registration-visit.pickup-excuse"],
        ["DoctorStatusMissing"] = ["registration-status-board.publication"],
        ["EscortInquiryHandoverOverdue"] = ["escort-engagement.handover"],
        ["EscortSuspended"] = ["escort-profile.suspension"],
        ["ExamFailed"] = ["training-assessment.resit", "training-onboarding.exam"],
        ["FollowUpOverdue"] = ["feedback-follow-up.call"],
        ["GreetingLate"] = ["registration-arrival.greeting", "registration-arrival.greeting-excuse"],
        ["PostCoverageFailed"] = ["registration-roster.replacement"],
        ["ResitFailed"] = ["payroll-case.hearing", "payroll-case.decision"],
        ["ReturnVisitDue"] = ["registration-client.return-visit"],
        ["PatientIssueRecorded"] = ["feedback-issue.taking", "feedback-issue.answer", "feedback-issue.closing"],
        ["ServiceReportOverdue"] = ["escort-engagement.report", "escort-engagement.report-by-lead"],
        ["WaitingTooLong"] = ["registration-visit.comfort"],
    };

    // A fact of that kind after which nobody has anything to do, and why.
    static readonly Dictionary<string, string> NobodysNotices = new()
    {
        ["EscortVisitInterrupted"] = "With this the engagement is over; whoever says it says how the client was left safe.",
        ["PatientLost"] = "The client has gone; the desk wrote it down, and it is counted.",
    };

    static IReadOnlyList<WorkKind> Kinds { get; } = [.. Checkout.Features.Append(typeof(ServiceDb).Assembly).SelectMany(WorkKind.In)];

    [Fact]
    public void Every_deadline_has_its_work_item_or_a_stated_reason() =>
        Assert.Equal(
            Checkout
                .Features.SelectMany(feature => feature.GetTypes())
                .Select(type => type.GetCustomAttribute<DeadlineKindAttribute>()?.Kind)
                .OfType<string>()
                .Order(StringComparer.Ordinal),
            WorkOfDeadlines.Keys.Concat(NobodysDeadlines.Keys).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_notice_has_its_work_item_or_a_stated_reason() =>
        Assert.Equal(
            Checkout
                .Types.Where(type => type.IsDefined(typeof(Contracts.FactAttribute)) && Asking().IsMatch(type.Name))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            WorkOfNotices.Keys.Concat(NobodysNotices.Keys).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void What_stands_for_a_deadline_or_a_notice_is_a_kind_of_work() =>
        Assert.Equal(
            [],
            WorkOfDeadlines.Values.Concat(WorkOfNotices.Values).SelectMany(codes => codes).Except(Kinds.Select(kind => kind.Code))
        );

    [Fact]
    public void A_kind_of_work_has_a_code_of_its_own_and_names_the_act_that_ends_it()
    {
        var types = Checkout.Types.Select(type => type.Name).ToHashSet();

        Assert.NotEmpty(Kinds);
        Assert.Equal(Kinds.Select(kind => kind.Code).Distinct(), Kinds.Select(kind => kind.Code));
        Assert.Equal([], Kinds.Where(kind => !types.Contains(kind.SettledBy)).Select(kind => $"{kind.Code}: {kind.SettledBy}"));
    }

    [Fact]
    public void A_kind_of_work_is_named_by_its_service_its_noun_and_what_is_asked() =>
        Assert.Equal([], Kinds.Select(kind => kind.Code).Where(code => !Named().IsMatch(code)));

    // One that is declared and never asked for would look as if somebody were told.
    [Fact]
    public void Every_kind_of_work_is_asked_for_somewhere()
    {
        var sources = Checkout.Files("services", "*.cs").Concat(Checkout.Files("gateway", "*.cs")).Select(File.ReadAllText).ToList();
        var declared = Checkout
            .Features.SelectMany(feature => feature.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(WorkKind))
            .Select(field => field.Name)
            .Distinct();

        Assert.Equal([], declared.Where(name => sources.Sum(source => Regex.Count(source, $@"\b{name}\b")) < 2));
    }

    [GeneratedRegex(
        "(Late|TooLong|Overdue|Missing|Failed|Due|NeedsReschedule|NoShow|Lost|ErrorFound|Suspended|Interrupted|Refused|Reopened|"
            + "IssueRecorded)$"
    )]
    private static partial Regex Asking();

    [GeneratedRegex("^(registration|escort|feedback|training|payroll)-[a-z-]+[.][a-z-]+$|^ops[.][a-z]+$")]
    private static partial Regex Named();
}
