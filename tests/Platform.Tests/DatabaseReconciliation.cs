using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// Holds the databases of the five services against each other. Each pair of books is compared line by line: what only one of them
/// has is lost or a ghost, and what one has twice is counted twice.
/// </summary>
sealed class DatabaseReconciliation(Stack stack)
{
    /// <summary>
    /// Every line of the people, the engagements, the answers and the complaints is in every book that it belongs into, once.
    /// </summary>
    public async Task Agree(IReadOnlyCollection<StoryUnderFire> stories)
    {
        await WhatPeopleDidIsThere(stories);
        await PeopleAndClientsAreKnown();
        await EngagementsCountOnce();
        await AnswersCountOnce();
        await ComplaintsCountOnce();
        await SumsAreEqual();
    }

    async Task WhatPeopleDidIsThere(IReadOnlyCollection<StoryUnderFire> stories)
    {
        Assert.Empty(stories.Select(story => story.Client).Except(await stack.Sql<Guid>("registration", "SELECT id FROM client")));
        Told(
            "engagements",
            stories.Select(story => $"{story.Engagement}"),
            await stack.Sql<string>(
                "escort",
                "SELECT id::text FROM engagement WHERE ended_at IS NOT NULL AND reported_at IS NOT NULL AND fee_settled_at IS NOT NULL"
            )
        );
        Told(
            "engagements at all",
            stories.Select(story => $"{story.Engagement}"),
            await stack.Sql<string>("escort", "SELECT id::text FROM engagement")
        );
        Told(
            "answers",
            stories.Where(story => story.IsAnswered).Select(story => $"{story.Engagement}"),
            await stack.Sql<string>(
                "feedback",
                "SELECT source_id::text FROM survey_answer JOIN survey_invitation ON survey_invitation.id = invitation_id"
            )
        );
        Told(
            "complaints",
            stories.Select(story => $"{story.Complaint} {story.Ends}"),
            await stack.Sql<string>("feedback", "SELECT id || ' ' || state FROM complaint")
        );
    }

    async Task PeopleAndClientsAreKnown()
    {
        const string hired = "SELECT id::text FROM employee";
        await Same("staff at the desk", ("payroll", hired), ("registration", "SELECT id::text FROM staff_member"));
        await Same("staff in complaints", ("payroll", hired), ("feedback", "SELECT id::text FROM staff_member"));
        await Same("training files", ("payroll", hired), ("training", "SELECT person_id::text FROM training_file"));
        await Same("profiles", ("payroll", hired), ("escort", "SELECT id::text FROM escort_profile"));
        await Same(
            "certificates",
            ("training", "SELECT person_id || ' ' || number FROM certificate"),
            ("escort", "SELECT id || ' ' || certificate_number FROM escort_profile WHERE certificate_number IS NOT NULL")
        );
        await Same("clients", ("registration", "SELECT id::text FROM client"), ("escort", "SELECT id::text FROM known_client"));
    }

    async Task EngagementsCountOnce()
    {
        await Same(
            "appointments",
            ("escort", "SELECT engagement_id || ' ' || appointment_id FROM appointment"),
            ("registration", "SELECT engagement_id || ' ' || id FROM appointment")
        );
        await Same(
            "follow-ups",
            ("escort", "SELECT id || ' ' || client_id FROM engagement WHERE ended_at IS NOT NULL"),
            ("feedback", "SELECT source_id || ' ' || client_id FROM follow_up WHERE visit_id IS NULL")
        );
        await Same(
            "invitations",
            ("escort", "SELECT id || ' ' || client_id || ' ' || escort_id FROM engagement WHERE ended_at IS NOT NULL"),
            (
                "feedback",
                "SELECT source_id || ' ' || client_id || ' ' || (one ->> 'employeeId') "
                    + "FROM survey_invitation, jsonb_array_elements(to_rate) AS one WHERE visit_id IS NULL"
            )
        );
        const string reported = "SELECT id || ' ' || escort_id FROM engagement WHERE ended_at IS NOT NULL AND reported_at IS NOT NULL";
        await Same(
            "counted engagements",
            ("escort", reported),
            ("payroll", "SELECT id || ' ' || person_id FROM accompanied_visit WHERE counted")
        );
        await Same(
            "engagement entries",
            ("escort", reported),
            ("payroll", "SELECT source_id || ' ' || person_id FROM performance_entry WHERE kind = 'Engagement'")
        );
        await Same(
            "fees",
            ("escort", "SELECT id || ' ' || fee || ' ' || fee_currency FROM engagement WHERE fee_settled_at IS NOT NULL"),
            ("payroll", "SELECT id || ' ' || fee_amount || ' ' || fee_currency FROM accompanied_visit WHERE fee_at IS NOT NULL")
        );
        Assert.Empty(await stack.Sql<string>("payroll", "SELECT id::text FROM accompanied_visit WHERE NOT counted"));
        Assert.Empty(await stack.Sql<string>("payroll", "SELECT id::text FROM earned"));
    }

    async Task AnswersCountOnce()
    {
        const string rated =
            "SELECT id || ' ' || (one ->> 'employeeId') || ' ' || round((one ->> 'score')::numeric, 2) "
            + "FROM survey_answer, jsonb_array_elements(ratings) AS one";
        await Same(
            "rating entries",
            ("feedback", rated),
            ("payroll", "SELECT source_id || ' ' || person_id || ' ' || round(value, 2) FROM performance_entry WHERE kind = 'Rating'")
        );
        await Same(
            "ratings in training",
            ("feedback", rated),
            ("training", "SELECT response_id || ' ' || person_id || ' ' || round(score, 2) FROM rating")
        );
    }

    async Task ComplaintsCountOnce()
    {
        // What was overturned has left its trace and comes to nothing.
        const string upheld =
            "SELECT id || ' ' || responsible_id || ' ' || CASE state WHEN 'Overturned' THEN 0 ELSE 1 END FROM complaint "
            + "WHERE responsible_id IS NOT NULL";
        await Same(
            "upheld complaints",
            ("feedback", upheld),
            (
                "payroll",
                "SELECT source_id || ' ' || person_id || ' ' || sum(value)::int FROM performance_entry "
                    + "WHERE kind = 'UpheldComplaint' GROUP BY source_id, person_id"
            )
        );
        await Same(
            "upheld complaints, once each",
            ("feedback", "SELECT id || ' ' || responsible_id FROM complaint WHERE responsible_id IS NOT NULL"),
            (
                "payroll",
                "SELECT source_id || ' ' || person_id FROM performance_entry WHERE kind = 'UpheldComplaint' AND reverses_id IS NULL"
            )
        );
        await Same(
            "discipline cases",
            ("feedback", upheld),
            ("payroll", "SELECT source_id || ' ' || person_id || ' ' || CASE state WHEN 'Dropped' THEN 0 ELSE 1 END FROM discipline_case")
        );
        await Same(
            "special sessions",
            ("feedback", "SELECT id || ' ' || responsible_id FROM complaint WHERE responsible_id IS NOT NULL AND state <> 'Overturned'"),
            (
                "training",
                "SELECT source_id || ' ' || unnest(audience) FROM training_session WHERE source_id IS NOT NULL "
                    + "AND source_taken_back_at IS NULL"
            )
        );
        // Where the overturning was heard before the finding, no session was opened that would have to be taken back.
        var overturned = await stack.Sql<string>(
            "feedback",
            "SELECT id || ' ' || responsible_id FROM complaint WHERE state = 'Overturned'"
        );
        var takenBack = await stack.Sql<string>(
            "training",
            "SELECT source_id || ' ' || unnest(audience) FROM training_session WHERE source_id IS NOT NULL "
                + "AND source_taken_back_at IS NOT NULL"
        );
        Assert.Empty(takenBack.Except(overturned));
        Assert.Equal(takenBack.Distinct(), takenBack);
        await Same(
            "measures",
            ("feedback", upheld),
            (
                "feedback",
                "SELECT source_id || ' ' || responsible_id || ' ' || CASE state WHEN 'Cancelled' THEN 0 ELSE 1 END FROM improvement_action"
            )
        );
        await Same(
            "measures carried out",
            ("training", "SELECT source_id || ' ' || id FROM training_session WHERE source_id IS NOT NULL AND state = 'Held'"),
            (
                "feedback",
                "SELECT held.source_id || ' ' || held.session_id FROM held_training held "
                    + "JOIN improvement_action action ON action.source_id = held.source_id AND action.state = 'Implemented'"
            )
        );
        await Same(
            "flags",
            (
                "feedback",
                "SELECT id || ' ' || client_id || ' ' || CASE WHEN state IN ('Closed', 'Overturned') THEN state ELSE 'Open' END "
                    + "FROM complaint"
            ),
            ("registration", "SELECT id || ' ' || client_id || ' ' || state FROM complaint_flag")
        );
        await Same(
            "notes in payroll",
            (
                "feedback",
                """
                SELECT id || ' ' || CASE WHEN state = 'Overturned' THEN 'Overturned' WHEN cause IS NULL THEN 'Open' WHEN responsible_id IS
                  NULL THEN 'NotUpheld' ELSE 'Upheld' END FROM complaint
                """
            ),
            ("payroll", "SELECT id || ' ' || standing FROM complaint_note")
        );
        await Same(
            "causes in training",
            ("feedback", "SELECT id || ' ' || coalesce(responsible_id::text, 'nobody') FROM complaint WHERE cause IS NOT NULL"),
            ("training", "SELECT id || ' ' || coalesce(responsible_id::text, 'nobody') FROM complaint_cause")
        );
        await Same(
            "the accused",
            ("feedback", "SELECT id || ' ' || unnest(accused_ids) FROM complaint"),
            ("payroll", "SELECT complaint_id || ' ' || person_id FROM complaint_mark")
        );
    }

    async Task SumsAreEqual()
    {
        await Same(
            "fees",
            ("escort", "SELECT sum(fee)::text FROM engagement WHERE fee_settled_at IS NOT NULL"),
            ("payroll", "SELECT sum(fee_amount)::text FROM accompanied_visit")
        );
        await Same(
            "scores",
            ("payroll", "SELECT round(sum(value), 2)::text FROM performance_entry WHERE kind = 'Rating'"),
            ("training", "SELECT round(sum(score), 2)::text FROM rating")
        );
        await Same(
            "units",
            ("escort", "SELECT count(*)::text FROM engagement WHERE reported_at IS NOT NULL"),
            ("payroll", "SELECT sum(value)::int::text FROM performance_entry WHERE kind = 'Engagement'")
        );
        await Same(
            "invoices without a gap",
            ("escort", "SELECT count(DISTINCT invoice_number)::text FROM engagement"),
            ("escort", "SELECT last_number::text FROM number_counter WHERE series = 'F'")
        );
    }

    async Task Same(string what, (string Database, string Sql) one, (string Database, string Sql) other) =>
        Told(
            $"{what}: {one.Database} and {other.Database}",
            await stack.Sql<string>(one.Database, one.Sql),
            await stack.Sql<string>(other.Database, other.Sql)
        );

    static void Told(string what, IEnumerable<string> wanted, IEnumerable<string> there) =>
        Assert.Equal(
            $"{what}\n{string.Join('\n', wanted.Order(StringComparer.Ordinal))}",
            $"{what}\n{string.Join('\n', there.Order(StringComparer.Ordinal))}"
        );
}
