using System.Text.Json;
using Clinic.Escort.Contracts;
using Clinic.Feedback.Contracts;
using Clinic.ServiceDefaults;
using Clinic.Training.Contracts;

namespace Clinic.Payroll.Tests.Service;

/// <summary>The other services as one branch's Payroll hears them, and what came of it, told without ids and instants of our own.</summary>
public sealed class OtherServicesFacts(PayrollService payroll, Guid branch)
{
    public static readonly DateTimeOffset Morning = new(2024, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Every reaction of the service.</summary>
    public static IReadOnlyList<ReactionKind> Reactions { get; } = ReactionKind.In(typeof(PayrollDb).Assembly, "payroll");

    /// <summary>The people and subjects of one story.</summary>
    public Guid Escort { get; } = Guid.CreateVersion7();
    public Guid Engagement { get; } = Guid.CreateVersion7();
    public Guid Complaint { get; } = Guid.CreateVersion7();
    public Guid Referral { get; } = Guid.CreateVersion7();
    public Guid Survey { get; } = Guid.CreateVersion7();
    public Guid Assessment { get; } = Guid.CreateVersion7();
    public Guid FirstFailure { get; } = Guid.CreateVersion7();
    public Guid Resit { get; } = Guid.CreateVersion7();

    /// <summary>The case everything belongs to.</summary>
    public Guid Case { get; } = Guid.CreateVersion7();

    public EscortVisitCompleted Ended(bool highDifficulty = false) =>
        new(Engagement, branch, Escort, Guid.CreateVersion7(), Morning, Morning.AddHours(15.5), 0, highDifficulty);

    public ServiceReportSubmitted Reported() => new(Engagement, branch, Escort, OnTime: true, Morning.AddHours(20));

    public EscortFeeCollected Fee(decimal amount = 333.33m) =>
        new(Engagement, branch, Escort, amount, "CNY", "INV-1", Morning.AddHours(16));

    public ReferralConverted Converted() => new(Referral, Engagement, branch, Escort, Guid.CreateVersion7(), Morning.AddHours(16));

    public SurveyResponseReceived Answered(params Rated[] ratings) =>
        new(Survey, branch, null, Engagement, 60m, ratings.Length > 0 ? ratings : [new(Escort, 60m)], Morning.AddDays(1));

    public ComplaintFiled Filed() =>
        new(Complaint, branch, null, null, Engagement, ComplaintKind.NonMedical, "Desk", [Escort], Morning, Version: 1);

    public ComplaintResponsibilityDetermined Determined(Guid? responsible, int version = 2) =>
        new(Complaint, branch, responsible, "rudeness", Severity.Major, Loss: true, Morning.AddHours(2), version);

    public ComplaintClosed Closed() => new(Complaint, branch, Upheld: true, 1, WithinTime: true, Morning.AddHours(3), Version: 3);

    public ComplaintOverturned Overturned(int version = 4) =>
        new(Complaint, branch, Escort, "witness", Guid.CreateVersion7(), Morning.AddDays(5), version);

    public ComplaintReopened Reopened(int version = 5) =>
        new(Complaint, branch, null, Round: 2, "not-satisfied", Morning.AddDays(6), version);

    public ConsecutiveAssessmentFailed FailedTwice(bool afterComplaint = false, string category = "Escort", int version = 2) =>
        new(Escort, branch, [FirstFailure, Assessment], category, afterComplaint ? Complaint : null, Morning.AddDays(2), version);

    public AssessmentVoided Voided(Guid assessment, int version = 4) =>
        new(assessment, Escort, branch, assessment, Morning.AddDays(3), version, FailuresInRow: 1);

    public AssessmentCorrected Corrected(Guid assessment, bool passed = true, int version = 4) =>
        new(assessment, Escort, branch, passed, passed ? 0 : 2, Morning.AddDays(3), version);

    public ResitFailed FailedResit(Guid? disciplineCase, int version = 3) =>
        new(Resit, Escort, branch, disciplineCase, Morning.AddDays(9), version);

    public ResitPassed PassedResit(Guid? disciplineCase) =>
        new(Guid.CreateVersion7(), Escort, branch, disciplineCase, Morning.AddDays(9), Version: 3);

    /// <summary>Says a fact about people who are hired, by a person where it matters, and waits until it had its effect.</summary>
    public async Task<Guid> PublishAndWait(object fact, Guid? by = null, Guid? messageId = null)
    {
        var id = await Publish(fact, by, messageId);
        await payroll.Applied(id, QueueOf(fact));
        return id;
    }

    /// <summary>Says a fact about people who are hired and does not wait.</summary>
    public async Task<Guid> Publish(object fact, Guid? by = null, Guid? messageId = null)
    {
        foreach (var person in Named(fact))
            await payroll.Member(person);
        return await PublishAsIs(fact, by, messageId);
    }

    /// <summary>Says a fact, whether or not it names people who are hired.</summary>
    public async Task<Guid> PublishAsIs(object fact, Guid? by = null, Guid? messageId = null)
    {
        var (id, exchange) = (messageId ?? Guid.CreateVersion7(), FactKind.Of(fact.GetType()).Exchange);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                messageId = id,
                correlationId = Case,
                messageType = new[] { $"urn:message:{exchange}" },
                headers = new { actor = by is { } person ? $"person:{person}" : "system:test", v = 1 },
                message = fact,
            },
            Json.Wire
        );
        await payroll.Tap.SayRaw(exchange, "", body, id.ToString());
        return id;
    }

    static IEnumerable<Guid> Named(object fact) =>
        fact switch
        {
            EscortVisitCompleted ended => [ended.EscortId],
            ServiceReportSubmitted reported => [reported.EscortId],
            EscortFeeCollected fee => [fee.EscortId],
            ReferralConverted converted => [converted.ReferrerId],
            SurveyResponseReceived answered => answered.Ratings.Select(rating => rating.EmployeeId),
            ComplaintFiled filed => filed.AccusedIds,
            ComplaintResponsibilityDetermined { ResponsibleId: { } responsible } => [responsible],
            ComplaintOverturned overturned => [overturned.ResponsibleBeforeId],
            ConsecutiveAssessmentFailed failed => [failed.EmployeeId],
            ResitPassed passed => [passed.EmployeeId],
            ResitFailed failed => [failed.EmployeeId],
            AssessmentVoided voided => [voided.EmployeeId],
            AssessmentCorrected corrected => [corrected.EmployeeId],
            _ => [],
        };

    public static string QueueOf(object fact) => Reactions.Single(kind => kind.Fact == fact.GetType()).Queue;

    /// <summary>The lines of what counts, as a person would compare them.</summary>
    public Task<List<string>> Lines() =>
        payroll.Database.Sql<string>(
            $"""
            SELECT concat_ws(' ', kind, trim_scale(value), currency, day, source_kind, CASE WHEN reverses_id IS NOT NULL THEN 'back' END)
            FROM performance_entry WHERE branch_id = '{branch}' ORDER BY at, id
            """
        );

    /// <summary>Everything that came of the facts; the same words for every story.</summary>
    public async Task<string> State()
    {
        var lines = await payroll.Database.Sql<string>(
            $"""
            SELECT line FROM (
              SELECT concat_ws(' ', 'entry', person_id, kind, value, currency, day, source_kind, CASE kind WHEN 'Deduction' THEN 'case'
                ELSE source_id::text END, case_id, reverses_id IS NOT NULL) AS line FROM performance_entry WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'earned', person_id, kind, value, currency, source_id, reverses_id IS NOT NULL) FROM earned
                WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'engagement', id, person_id, case_id, counted, ended_at, ended_high_difficulty, reported_at,
                fee_amount) FROM accompanied_visit WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'referral', id, person_id, credited) FROM referral WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'complaint', id, case_id, standing, filed_version, found_version, closed_version,
                overturned_version, reopened_version) FROM complaint_note WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'mark', complaint_id, person_id) FROM complaint_mark WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'case', person_id, case_id, source, source_id, complaint_id, rule_code, loss, severity,
                state, kind, drop_code, opened_at, dropped_at, resit_passed_at, resit_failed_at) FROM discipline_case
                WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'change', assessment_id, number, is_failure) FROM assessment_change
                WHERE branch_id = '{branch}'
              UNION ALL SELECT concat_ws(' ', 'said', type, case_id) FROM trail WHERE kind = 'fact'
                AND branch_id = '{branch}') AS everything ORDER BY line
            """
        );
        (Guid Id, string Name)[] names =
        [
            (Escort, "escort"),
            (Engagement, "engagement"),
            (Complaint, "complaint"),
            (Referral, "referral"),
            (Survey, "survey"),
            (Assessment, "assessment"),
            (FirstFailure, "first failure"),
            (Resit, "resit"),
            (Case, "case"),
        ];
        return
            names.Aggregate(
                string.Join('\n', lines.Order(StringComparer.Ordinal)),
                (text, pair) => text.Replace(pair.Id.ToString(), pair.Name, StringComparison.Ordinal)
            )
                is var named
            ? string.Join('\n', named.Split('\n').Order(StringComparer.Ordinal))
            : "";
    }
}
