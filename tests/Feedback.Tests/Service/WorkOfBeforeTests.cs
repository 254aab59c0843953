namespace Clinic.Feedback.Tests.Service;

/// <summary>What was open before there was a work list, on a database that this build has just taken over.</summary>
public sealed class WorkOfBeforeTests
{
    const int Nouns = 4;

    static readonly Guid Branch = Guid.CreateVersion7(),
        Investigator = Guid.CreateVersion7(),
        Reported = Guid.CreateVersion7(),
        Investigated = Guid.CreateVersion7(),
        Closed = Guid.CreateVersion7(),
        Measure = Guid.CreateVersion7(),
        Due = Guid.CreateVersion7(),
        Called = Guid.CreateVersion7(),
        Invited = Guid.CreateVersion7(),
        Unwanted = Guid.CreateVersion7(),
        Unhappy = Guid.CreateVersion7(),
        LongPast = Guid.CreateVersion7();

    [Fact]
    [Rule("R-081", "R-087", "R-090")]
    public async Task What_was_open_has_its_items_after_the_start_what_was_over_has_none_and_a_second_round_makes_no_other()
    {
        Earlier service = new();
        await service.InitializeAsync();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(
            new[]
            {
                $"feedback-complaint.first-answer {Reported} 2026-03-02 02:00",
                $"feedback-complaint.report {Reported} 2026-03-03 01:00",
                // Whoever was told before that nobody answered in time has the item of it, and nobody is told again.
                $"feedback-complaint.answer-late {Reported} 2026-03-02 02:00",
                $"feedback-complaint.finding {Investigated} {Investigator} 2026-03-03 01:00",
                // The complaint is closed, and one of its measures is left.
                $"feedback-measure.completion {Closed} 2026-04-01 00:00",
                $"feedback-measure.completion {Closed} {Investigator} 2026-04-01 00:00",
                $"feedback-follow-up.call {Due} 2026-03-05 01:00",
                $"feedback-survey.link {Invited}",
                $"feedback-issue.taking {Unhappy}",
            }.Order(StringComparer.Ordinal),
            await service.Database.WorkItems()
        );
        Assert.Equal(0, await service.Database.Count("audit WHERE actor = 'system:work-list'"));
        Assert.Equal(0, await service.Database.Count("trail"));
        Assert.Equal(1, await service.Database.Count("complaint_notice"));
        // What is long past was closed, and every issue has the step that keeps it.
        Assert.Equal(
            [$"{LongPast}"],
            await service.Database.Sql<string>("SELECT id::text FROM patient_issue WHERE state = 'Closed' AND closed_at IS NOT NULL")
        );
        Assert.Equal(
            2,
            await service.Database.Count(
                "issue_step AS step JOIN patient_issue AS issue ON issue.id = issue_id WHERE kind = 'Recorded' AND taken_at = recorded_at"
            )
        );
        await Eventually.Is(async () => await service.Database.Count("issue_step WHERE get_byte(content, 0) = 0") == 0);
        var read = (await service.At(Branch, "complaints.read").Get($"/patient-issues/{Unhappy}")).Ok();
        Assert.Equal(
            ("LowScore", Unhappy),
            (
                read["steps"][0].GetProperty("content").GetProperty("source").GetString(),
                read["steps"][0].GetProperty("content").GetProperty("sourceId").GetGuid()
            )
        );

        var first = await service.Database.ForgetRound();
        await service.Restart();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(first, await service.Database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id"));
        await service.DisposeAsync();
    }

    static string OfTheBuildBefore =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO staff_member (id, branch_id, post, post_version, presence_version, never_hired)
              VALUES ('{Investigator}', '{Branch}', 'QualityOfficer', 1, 1, false);
            INSERT INTO complaint (id, branch_id, kind, channel, accused_ids, filed_by, filed_at, said_version, state, reported_to, loss,
                recurrences, rounds, steps, investigator_id, closed_at)
              SELECT id::uuid, '{Branch}', 'NonMedical', 'Phone', '{"{}"}', '{Branch}', '2026-03-02 01:00Z', 1, state, 'BranchManager',
                false, 0, 0, 1, investigator::uuid, closed::timestamptz
              FROM (VALUES ('{Reported}', 'Reported', NULL, NULL), ('{Investigated}', 'Investigating', '{Investigator}', NULL),
                ('{Closed}', 'Closed', NULL, '2026-03-04Z')) AS earlier (id, state, investigator, closed);
            INSERT INTO complaint_round (id, complaint_id, branch_id, number, began_at, first_response_due_at, resolution_due_at,
                first_responded_at, ended_at)
              SELECT id, id, branch_id, 1, filed_at, filed_at + interval '1 hour', filed_at + interval '1 day',
                CASE WHEN state <> 'Reported' THEN filed_at END, closed_at FROM complaint;
            INSERT INTO complaint_notice (complaint_id, round, kind, rung, branch_id, told, due_at, told_at)
              VALUES ('{Reported}', 1, 'FirstResponseOverdue', 1, '{Branch}', 'BranchManager', '2026-03-02 02:00Z', '2026-03-02 02:00Z');
            INSERT INTO improvement_action (id, branch_id, case_id, source_id, kind, responsible_id, due_at, state, assigned_at)
              VALUES ('{Measure}', '{Branch}', '{Closed}', '{Closed}', 'Process', '{Investigator}', '2026-04-01Z', 'Assigned',
                  '2026-03-03Z'),
                (gen_random_uuid(), '{Branch}', '{Closed}', '{Closed}', 'Staffing', '{Investigator}', '2026-04-01Z', 'Implemented',
                  '2026-03-03Z');
            INSERT INTO follow_up (id, branch_id, client_id, source_id, case_id, served_at, due_at, most_attempts, attempts, state, overdue)
              SELECT id::uuid, '{Branch}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-03-02 01:00Z',
                '2026-03-05 01:00Z', 3, 0, state, false FROM (VALUES ('{Due}', 'Due'), ('{Called}', 'Closed')) AS earlier (id, state);
            INSERT INTO survey_invitation (id, branch_id, client_id, source_id, case_id, served_at, to_rate, state)
              SELECT id::uuid, '{Branch}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-03-02 01:00Z', '[]', state
              FROM (VALUES ('{Invited}', 'Open'), ('{Unwanted}', 'NotWanted')) AS earlier (id, state);
            INSERT INTO patient_issue (id, branch_id, client_id, source, source_id, recorded_at)
              SELECT id::uuid, '{Branch}', gen_random_uuid(), 'LowScore', id::uuid, now() - ago::interval
              FROM (VALUES ('{Unhappy}', '29 days'), ('{LongPast}', '31 days')) AS earlier (id, ago);
            SELECT 1
            """;

    sealed class Earlier() : ServiceUnderTest<FeedbackDb>("feedback")
    {
        protected override Task Fill(TestDatabase database) => database.Upgrade(() => database.Sql<int>(OfTheBuildBefore), "SealedTexts");
    }
}
