using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// Holds the work list of each service against the nouns in its database: what is open has exactly the items that its state asks for, and
/// what is over has none. Each service is compared within one statement, so that no clock that rings meanwhile comes between.
/// </summary>
sealed class WorkListReconciliation(Stack stack)
{
    // Kind, subject, second id and person of what should wait.
    const string Registration = """
        SELECT 'registration-visit.collection', id, NULL::uuid, NULL::uuid FROM visit WHERE state = 'DoctorNotified'
        UNION ALL SELECT 'registration-visit.whereabouts', id, NULL, NULL FROM visit
          WHERE state IN ('Registered', 'Triaged', 'DoctorNotified') AND away_since IS NOT NULL
        UNION ALL SELECT 'registration-visit.chart-return', id, NULL, NULL FROM visit WHERE state IN ('Treated', 'PlanDeclined')
        UNION ALL SELECT 'registration-visit.comfort', id, NULL, NULL FROM visit
          WHERE state IN ('Registered', 'Triaged', 'DoctorNotified') AND waited_too_long AND comforted_at IS NULL
        UNION ALL SELECT 'registration-visit.pickup-excuse', id, NULL, NULL FROM visit
          WHERE pickup_overdue AND NOT EXISTS (SELECT FROM excuse WHERE visit_id = visit.id AND step = 'Pickup')
        UNION ALL SELECT 'registration-arrival.greeting', id, NULL, NULL FROM arrival WHERE greeted_at IS NULL AND NOT EXISTS (
          SELECT FROM visit WHERE visit.id = arrival.id AND visit.state NOT IN ('Registered', 'Triaged', 'DoctorNotified'))
        UNION ALL SELECT 'registration-arrival.greeting-excuse', id, NULL, NULL FROM arrival
          WHERE greeting_late AND NOT EXISTS (SELECT FROM excuse WHERE visit_id = arrival.id AND step = 'Greeting')
        UNION ALL SELECT 'registration-hand-off.acceptance', id, arrival_id, NULL FROM hand_off WHERE accepted_at IS NULL
        UNION ALL SELECT 'registration-shortage.refill', id, NULL, NULL FROM shortage WHERE refilled_at IS NULL
        UNION ALL SELECT 'registration-front-page.chart', id, NULL, NULL FROM started_page WHERE ended_at IS NULL
        UNION ALL SELECT 'registration-chart-error.correction', id, client_id, NULL FROM chart_error WHERE corrected_at IS NULL
        UNION ALL SELECT 'registration-roster.replacement', roster_id, id, NULL FROM coverage_gap WHERE filled_at IS NULL
        UNION ALL SELECT 'registration-appointment.time', id, NULL, NULL FROM appointment WHERE state = 'Requested'
        UNION ALL SELECT 'registration-appointment.reschedule', id, NULL, NULL FROM appointment WHERE state = 'NeedsReschedule'
        UNION ALL SELECT 'registration-appointment.notice', id, NULL, NULL FROM appointment
          WHERE state IN ('Booked', 'Notified') AND notice_due_at IS NOT NULL
        """;

    const string Escort = """
        SELECT CASE state WHEN 'Inquired' THEN 'escort-engagement.handover'
            WHEN 'AgreementSigned' THEN CASE round WHEN 0 THEN 'escort-engagement.assignment' ELSE 'escort-engagement.reassignment' END
          END, id, NULL::uuid, NULL::uuid FROM engagement WHERE state IN ('Inquired', 'AgreementSigned')
        UNION ALL SELECT CASE state WHEN 'HandedToLead' THEN 'escort-engagement.need' ELSE 'escort-engagement.agreement' END, id, NULL,
          (SELECT lead.id FROM escort_profile lead WHERE lead.id = lead_id AND lead.branch_id = engagement.branch_id
            AND lead.post = 'EscortLead' AND NOT lead.has_left AND NOT lead.was_never_hired)
          FROM engagement WHERE state IN ('HandedToLead', 'NeedConfirmed')
        UNION ALL SELECT CASE state WHEN 'Assigned' THEN 'escort-engagement.preparation' WHEN 'Preparing' THEN 'escort-engagement.readiness'
            WHEN 'Ready' THEN 'escort-engagement.reconfirmation' ELSE 'escort-engagement.start' END, id, NULL, escort_id
          FROM engagement WHERE state IN ('Assigned', 'Preparing', 'Ready', 'Reconfirmed')
        UNION ALL SELECT waits.kind || CASE WHEN serves.id IS NULL THEN '-by-lead' ELSE '' END, engagement.id, NULL, serves.id
          FROM engagement
          JOIN (VALUES ('InService', 'escort-engagement.end'), ('ServiceEnded', 'escort-engagement.fee'),
            ('ServiceEnded', 'escort-engagement.report'), ('FeeSettled', 'escort-engagement.report'),
            ('Reported', 'escort-engagement.follow-up'), ('FollowedUp', 'escort-engagement.archive')) AS waits (state, kind)
            ON waits.state = engagement.state AND (waits.kind <> 'escort-engagement.report' OR reported_at IS NULL)
          LEFT JOIN escort_profile serves ON serves.id = escort_id AND serves.branch_id = engagement.branch_id AND serves.post = 'Escort'
            AND NOT serves.has_left AND NOT serves.was_never_hired
        UNION ALL SELECT waits.kind, engagement.id, NULL, CASE waits.kind WHEN 'escort-engagement.appointment' THEN escort_id END
          FROM engagement LEFT JOIN appointment ON engagement_id = engagement.id
          CROSS JOIN LATERAL (SELECT coalesce(appointment_id IS NOT NULL OR outside_reference IS NOT NULL, false) AS made,
            coalesce(asked_at IS NOT NULL AND appointment_id IS NULL AND refused_because IS NULL AND lost_because IS NULL, false)
              AS awaited,
            coalesce(appointment.starts_at >= engagement.starts_at AND appointment.starts_at < engagement.ends_at, false)
              AS inside) AS found
          JOIN (VALUES ('escort-engagement.appointment'), ('escort-engagement.appointment-moved'), ('escort-engagement.client-missed'))
            AS waits (kind) ON CASE waits.kind
              WHEN 'escort-engagement.appointment' THEN state IN ('Preparing', 'Ready') AND NOT (made AND inside) AND NOT awaited
              WHEN 'escort-engagement.appointment-moved' THEN state IN ('Assigned', 'Preparing', 'Ready', 'Reconfirmed') AND made
                AND NOT inside
              ELSE state IN ('Assigned', 'Preparing', 'Ready', 'Reconfirmed', 'InService') AND missed_at IS NOT NULL END
        UNION ALL SELECT CASE kind WHEN 'Emergency' THEN 'escort-engagement.emergency' ELSE 'escort-engagement.special-need' END,
          engagement_id, id, NULL FROM service_alert WHERE resolved_at IS NULL
        UNION ALL SELECT 'escort-profile.suspension', id, NULL, NULL FROM escort_profile WHERE state = 'Suspended'
        """;

    const string Feedback = """
        SELECT CASE WHEN state IN ('Reported', 'FirstResponded', 'Reopened') THEN 'feedback-complaint.report'
            WHEN state IN ('CauseFound', 'Renegotiating') THEN 'feedback-complaint.proposal'
            WHEN state = 'SolutionProposed' THEN 'feedback-complaint.result'
            WHEN state = 'ResultCommunicated' THEN 'feedback-complaint.opinion'
            WHEN state = 'Satisfied' THEN 'feedback-complaint.tracking' ELSE 'feedback-complaint.closing' END, id, NULL::uuid, NULL::uuid
          FROM complaint WHERE state NOT IN ('Filed', 'Investigating', 'Closed', 'Overturned', 'Withdrawn')
        UNION ALL SELECT 'feedback-complaint.first-answer', complaint.id, NULL, NULL FROM complaint JOIN complaint_round latest
          ON latest.complaint_id = complaint.id AND latest.number = complaint.rounds
          WHERE state IN ('Reported', 'Reopened', 'Investigating') AND first_responded_at IS NULL
        UNION ALL SELECT 'feedback-complaint.finding', complaint.id, NULL, investigator_id FROM complaint
          LEFT JOIN staff_member ON staff_member.id = investigator_id
          WHERE state = 'Investigating' AND investigator_id IS NOT NULL AND never_hired IS NOT TRUE
        UNION ALL SELECT 'feedback-complaint.investigator-leaves', complaint.id, NULL, NULL FROM complaint
          JOIN staff_member ON staff_member.id = investigator_id
          WHERE state = 'Investigating' AND (never_hired OR leaves_at IS NOT NULL)
        UNION ALL SELECT DISTINCT CASE notice.kind WHEN 'FirstResponseOverdue' THEN 'feedback-complaint.answer-late'
            ELSE 'feedback-complaint.result-late' END || CASE told WHEN 'Director' THEN '-for-director' ELSE '' END,
          notice.complaint_id, NULL::uuid, NULL::uuid FROM complaint_notice notice JOIN complaint ON complaint.id = notice.complaint_id
          JOIN complaint_round latest ON latest.complaint_id = complaint.id AND latest.number = complaint.rounds
          WHERE notice.round = complaint.rounds AND notice.kind <> 'Report' AND latest.ended_at IS NULL
            AND CASE notice.kind WHEN 'FirstResponseOverdue' THEN first_responded_at ELSE result_told_at END IS NULL
        UNION ALL SELECT 'feedback-measure.completion', source_id, id, NULL FROM improvement_action
          WHERE state = 'Assigned' AND kind <> 'Training'
        UNION ALL SELECT CASE WHEN free THEN 'feedback-measure.completion' ELSE 'feedback-measure.owner' END, source_id, action.id,
            CASE WHEN free THEN action.responsible_id END
          FROM improvement_action action JOIN complaint ON complaint.id = source_id
          LEFT JOIN staff_member owner ON owner.id = action.responsible_id
          CROSS JOIN LATERAL (SELECT coalesce(NOT owner.never_hired AND owner.leaves_at IS NULL, false)
            AND NOT action.responsible_id = ANY (accused_ids)
            AND action.responsible_id IS DISTINCT FROM complaint.responsible_id) AS may (free)
          WHERE action.state = 'Assigned' AND action.kind <> 'Training'
        UNION ALL SELECT CASE WHEN state <> 'Due' THEN 'feedback-follow-up.closing'
            WHEN attempts < most_attempts THEN 'feedback-follow-up.call' ELSE 'feedback-follow-up.care-message' END, id, NULL, NULL
          FROM follow_up WHERE state IN ('Due', 'Reached', 'CareMessageSent')
        UNION ALL SELECT 'feedback-survey.link', id, NULL, NULL FROM survey_invitation
          WHERE state = 'Open' AND NOT EXISTS (SELECT FROM survey_link WHERE invitation_id = survey_invitation.id)
        UNION ALL SELECT 'feedback-issue.taking', issue.id, NULL, NULL FROM patient_issue issue
          LEFT JOIN staff_member owner ON owner.id = owner_id
          WHERE state <> 'Closed' AND (owner_id IS NULL OR owner.never_hired OR owner.leaves_at IS NOT NULL
            OR owner.branch_id <> issue.branch_id OR owner.post NOT IN ('BranchManager', 'CustomerServiceAgent'))
        UNION ALL SELECT CASE state WHEN 'Answered' THEN 'feedback-issue.closing' ELSE 'feedback-issue.answer' END, issue.id, NULL, owner_id
          FROM patient_issue issue LEFT JOIN staff_member owner ON owner.id = owner_id
          WHERE state <> 'Closed' AND owner_id IS NOT NULL AND owner.never_hired IS NOT TRUE AND (owner.id IS NULL
            OR (owner.branch_id = issue.branch_id AND owner.post IN ('BranchManager', 'CustomerServiceAgent')))
        """;

    const string Training = """
        SELECT CASE state WHEN 'Scheduled' THEN 'training-assessment.theory' ELSE 'training-assessment.practical' END, id, NULL::uuid,
          NULL::uuid FROM assessment WHERE state IN ('Scheduled', 'TheoryTaken')
        UNION ALL SELECT 'training-assessment.resit', id, NULL, person_id FROM assessment
          WHERE kind = 'Resit' AND state IN ('Scheduled', 'TheoryTaken')
        UNION ALL SELECT 'training-onboarding.exam', person_id, NULL, NULL FROM onboarding_plan plan
          WHERE state = 'ReadyForExam' AND NOT EXISTS (SELECT FROM assessment exam
            WHERE exam.person_id = plan.person_id AND exam.kind = 'Onboarding' AND exam.state IN ('Scheduled', 'TheoryTaken'))
        UNION ALL SELECT 'training-onboarding.sessions', person_id, NULL, waits.person FROM onboarding_plan
          CROSS JOIN LATERAL (VALUES (person_id), (NULL)) AS waits (person) WHERE state = 'Running'
        UNION ALL SELECT 'training-session.time', id, NULL, NULL FROM training_session WHERE state = 'Requested'
        UNION ALL SELECT 'training-session.recording', id, NULL, NULL FROM training_session WHERE state = 'Planned'
        UNION ALL SELECT 'training-session.attendance', id, NULL, unnest(audience) FROM training_session
          WHERE state = 'Planned' AND source_id IS NOT NULL
        UNION ALL SELECT 'training-certificate.issue', file.person_id, NULL, NULL FROM training_file file
          JOIN onboarding_plan plan ON plan.person_id = file.person_id AND plan.path_code = 'escort' AND plan.state = 'Completed'
          WHERE file.post = 'Escort' AND NOT file.hire_withdrawn AND file.leaves_at IS NULL AND NOT EXISTS (
            SELECT FROM certificate WHERE certificate.person_id = file.person_id
              AND NOT EXISTS (SELECT FROM certificate_withdrawal WHERE certificate_id = certificate.id))
        """;

    const string Payroll = """
        SELECT CASE state WHEN 'Opened' THEN 'payroll-case.hearing' WHEN 'Heard' THEN 'payroll-case.decision'
            ELSE 'payroll-case.execution' END, id, NULL::uuid, NULL::uuid FROM discipline_case WHERE state IN ('Opened', 'Heard', 'Decided')
        UNION ALL SELECT CASE kind WHEN 'Dismissal' THEN 'payroll-employee.dismissal' ELSE 'payroll-employee.new-post' END, person_id,
          decided.id, NULL FROM discipline_case decided JOIN employee ON employee.id = person_id AND last_day IS NULL
          WHERE state = 'Effective' AND (kind = 'Dismissal' OR kind = 'PostAdjustment' AND NOT EXISTS (
            SELECT FROM post_change WHERE employee_id = person_id AND at >= effective_at))
        UNION ALL SELECT CASE WHEN ended_at IS NULL THEN 'payroll-performance.end-missing' ELSE 'payroll-performance.report-missing' END,
          id, NULL, NULL FROM accompanied_visit WHERE NOT counted
        UNION ALL SELECT 'payroll-performance.fee-missing', id, NULL, NULL FROM referral WHERE NOT credited
        UNION ALL SELECT 'payroll-performance.responsibility-open', id, NULL, NULL FROM complaint_note
          WHERE standing = 'Open' AND EXISTS (SELECT FROM complaint_mark WHERE complaint_id = complaint_note.id)
        """;

    // What begins by a clock, or for whoever works there just then, is in no state: such an item is only no ghost.
    static readonly Dictionary<string, string> BegunOtherwise = new()
    {
        ["registration"] = """
            kind = 'registration-client.return-visit'
              AND EXISTS (SELECT FROM visit WHERE visit.id = detail AND visit.client_id = subject_id AND completed_at IS NOT NULL)
            OR kind = 'registration-status-board.publication'
              AND EXISTS (SELECT FROM status_board board WHERE board.id = subject_id AND published_at IS NULL)
            OR kind = 'registration-status-board.floor'
              AND EXISTS (SELECT FROM floor_report WHERE board_id = subject_id AND floor_id = detail AND reported_at IS NULL)
            OR kind = 'registration-status-board.acknowledgement'
              AND NOT EXISTS (SELECT FROM board_reading WHERE board_id = subject_id AND employee_id = detail)
            """,
        ["training"] = """
            kind = 'training-certificate.renewal'
              AND EXISTS (SELECT FROM certificate WHERE certificate.id = detail AND certificate.person_id = subject_id)
            """,
        ["payroll"] = """
            kind IN ('payroll-pay-run.lock', 'payroll-pay-run.calculation')
              AND NOT EXISTS (SELECT FROM pay_lock WHERE pay_run_id = subject_id)
            OR kind = 'payroll-claim.open' AND NOT EXISTS (SELECT FROM pay_claim_entry WHERE claim_id = subject_id AND open = 0)
            """,
    };

    /// <summary>Nothing that should wait is lost, and nothing waits that should not.</summary>
    public async Task Agree()
    {
        foreach (
            var (service, waits) in new (string, string)[]
            {
                ("registration", Registration),
                ("escort", Escort),
                ("feedback", Feedback),
                ("training", Training),
                ("payroll", Payroll),
            }
        )
            Assert.Equal([], await stack.Sql<string>(service, Differences(waits, BegunOtherwise.GetValueOrDefault(service, "false"))));
    }

    static string Differences(string waits, string begunOtherwise) =>
        $"""
            WITH wanted (kind, subject_id, detail, person_id) AS ({waits}),
              there AS (SELECT kind, subject_id, detail, person_id FROM work_item WHERE ({begunOtherwise}) IS NOT TRUE)
            SELECT concat_ws(' ', 'lost', kind, subject_id, detail, person_id)
              FROM (SELECT * FROM wanted EXCEPT ALL SELECT * FROM there) AS lost
            UNION ALL SELECT concat_ws(' ', 'ghost', kind, subject_id, detail, person_id)
              FROM (SELECT * FROM there EXCEPT ALL SELECT * FROM wanted) AS ghost
            """;
}
