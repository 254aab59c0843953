namespace Clinic.Training.Tests.Service;

/// <summary>What was open before there was a work list, on a database that this build has just taken over.</summary>
public sealed class WorkOfBeforeTests
{
    const int Nouns = 4;

    static readonly Guid Branch = Guid.CreateVersion7(),
        Newcomer = Guid.CreateVersion7(),
        Ready = Guid.CreateVersion7(),
        Complete = Guid.CreateVersion7(),
        Certified = Guid.CreateVersion7(),
        Fresh = Guid.CreateVersion7(),
        Gone = Guid.CreateVersion7(),
        Requested = Guid.CreateVersion7(),
        Held = Guid.CreateVersion7(),
        Scheduled = Guid.CreateVersion7(),
        Passed = Guid.CreateVersion7();

    [Fact]
    [Rule("R-008", "R-029")]
    public async Task What_was_open_has_its_items_after_the_start_what_was_over_has_none_and_a_second_round_makes_no_other()
    {
        Earlier service = new();
        await service.InitializeAsync();
        await service.Database.RoundEnded(Nouns);
        var ends = Assert.Single(
            await service.Database.Sql<string>(
                "SELECT to_char(valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM certificate WHERE number = 'C-1'"
            )
        );
        string[] expected =
        [
            .. new[]
            {
                $"training-session.time {Requested} 2026-03-09 00:00",
                $"training-assessment.theory {Scheduled} 2026-04-01 00:00",
                $"training-onboarding.sessions {Newcomer} 2026-03-20 00:00",
                $"training-onboarding.sessions {Newcomer} {Newcomer} 2026-03-20 00:00",
                $"training-onboarding.exam {Ready}",
                $"training-certificate.issue {Complete}",
                $"training-certificate.renewal {Certified} {Certified} {ends}",
                $"training-certificate.renewal {Certified} {ends}",
            }.Order(StringComparer.Ordinal),
        ];

        // The renewals wait from the day by the branch's setting on, which a deadline finds out.
        await Eventually.Sees(() => service.Database.WorkItems(), items => items.SequenceEqual(expected));
        await Eventually.Sees(
            () =>
                service.Database.Sql<string>(
                    "SELECT concat_ws(' ', person_id, rung) FROM due JOIN certificate ON certificate.id = subject_id "
                        + "WHERE kind = 'certificate-renewal'"
                ),
            renewals => renewals is [{ } only] && only == $"{Fresh} 2"
        );
        Assert.Equal(0, await service.Database.Count("audit WHERE actor = 'system:work-list'"));
        Assert.Equal(0, await service.Database.Count("trail"));

        var first = await service.Database.ForgetRound();
        var due = await Renewals();
        await service.Restart();
        await service.Database.RoundEnded(Nouns);
        await Eventually.Is(async () => await service.Database.Count("due WHERE kind = 'certificate-renewal'") == 1);

        Assert.Equal(first, await service.Database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id"));
        // What is set is not set anew.
        Assert.Equal(due, await Renewals());
        await service.DisposeAsync();

        Task<List<string>> Renewals() => service.Database.Sql<string>("SELECT due::text FROM due WHERE kind = 'certificate-renewal'");
    }

    static string OfTheBuildBefore =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO training_file (person_id, branch_id, post, post_version, employment_version, facts_said, failures_in_row,
                hire_withdrawn, leaves_at)
              SELECT id::uuid, '{Branch}', 'Escort', 1, 1, 0, 0, false, leaves::timestamptz
              FROM (VALUES ('{Newcomer}', NULL), ('{Ready}', NULL), ('{Complete}', NULL), ('{Certified}', NULL), ('{Fresh}', NULL),
                ('{Gone}', '2026-03-01Z')) AS person (id, leaves);
            INSERT INTO onboarding_plan (person_id, path_code, branch_id, min_hours, not_before, topics, topics_done, started_at, state,
                hours, theory_passed, practical_passed)
              SELECT id::uuid, 'escort', '{Branch}', 40, '2026-03-20Z', '{"{}"}', '{"{}"}', '2026-02-01Z', state, 0, false, false
              FROM (VALUES ('{Newcomer}', 'Running'), ('{Ready}', 'ReadyForExam'), ('{Complete}', 'Completed'),
                ('{Certified}', 'Completed'), ('{Fresh}', 'Completed'), ('{Gone}', 'Completed')) AS earlier (id, state);
            INSERT INTO certificate (id, branch_id, person_id, ordinal, number, issued_at, valid_until, issued_by)
              SELECT gen_random_uuid(), '{Branch}', id::uuid, 1, number, '2026-02-10Z', now() + term::interval, '{Branch}'
              FROM (VALUES ('{Certified}', 'C-1', '30 days'), ('{Fresh}', 'C-2', '700 days'), ('{Gone}', 'C-3', '30 days'))
                AS held (id, number, term);
            INSERT INTO training_session (id, branch_id, kind, topic_code, audience, source_id, case_id, due_by, created_at, state,
                closed_by_leaving)
              SELECT id::uuid, '{Branch}', 'Special', 'service-standard', ARRAY['{Certified}'::uuid], gen_random_uuid(), gen_random_uuid(),
                '2026-03-09Z', '2026-03-02Z', state, false
              FROM (VALUES ('{Requested}', 'Requested'), ('{Held}', 'Held')) AS earlier (id, state);
            INSERT INTO assessment (id, branch_id, person_id, kind, category, period_from, period_to, case_id, scheduled_at, state,
                satisfaction_counted, excellent, closed_by_leaving)
              SELECT id::uuid, '{Branch}', '{Certified}', 'Combined', 'Escort', '2026-03-01Z', '2026-04-01Z', gen_random_uuid(),
                '2026-03-01Z', state, false, false, false
              FROM (VALUES ('{Scheduled}', 'Scheduled'), ('{Passed}', 'Passed')) AS earlier (id, state);
            SELECT 1
            """;

    sealed class Earlier() : ServiceUnderTest<TrainingDb>("training")
    {
        protected override Task Fill(TestDatabase database) => database.Upgrade(() => database.Sql<int>(OfTheBuildBefore), "SealedTexts");
    }
}
