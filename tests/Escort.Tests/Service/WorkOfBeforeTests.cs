using Clinic.ServiceDefaults;

namespace Clinic.Escort.Tests.Service;

/// <summary>What was open before there was a work list, on a database that this build has just taken over.</summary>
public sealed class WorkOfBeforeTests
{
    const int Nouns = 3,
        Calls = 450;

    static readonly Guid Branch = Guid.CreateVersion7(),
        Lead = Guid.CreateVersion7(),
        Escort = Guid.CreateVersion7(),
        Suspended = Guid.CreateVersion7(),
        Inquired = Guid.CreateVersion7(),
        Handed = Guid.CreateVersion7(),
        InService = Guid.CreateVersion7(),
        Reported = Guid.CreateVersion7(),
        Archived = Guid.CreateVersion7();

    [Fact]
    [Rule("R-023", "R-026", "R-036")]
    public async Task What_was_open_has_its_items_after_the_start_what_was_over_has_none_and_a_second_round_makes_no_other()
    {
        Earlier service = new();
        await service.InitializeAsync();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(
            new[]
            {
                $"escort-engagement.handover {Inquired} 2026-02-02 09:10",
                $"escort-engagement.need {Handed} {Lead}",
                $"escort-engagement.end {InService} {Escort} 2026-03-02 10:00",
                $"escort-engagement.emergency {InService} 2026-03-02 09:30",
                $"escort-engagement.follow-up {Reported} {Escort}",
                $"escort-profile.suspension {Suspended}",
            }.Order(StringComparer.Ordinal),
            await service.Database.WorkItems()
        );
        Assert.Equal("suspension", await service.At(Branch, "worklist.read", "escorts.reinstate").Work(Suspended));
        // It is no act of anybody, and nothing was said.
        Assert.Equal(0, await service.Database.Count("audit WHERE actor = 'system:work-list'"));
        Assert.Equal(0, await service.Database.Count("trail"));

        var first = await service.Database.ForgetRound();
        await service.Restart();
        await service.Database.RoundEnded(Nouns);

        Assert.Equal(first, await service.Database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id"));
        await service.DisposeAsync();
    }

    [Fact]
    public async Task What_a_copy_of_the_build_before_left_open_meanwhile_has_its_item_after_the_second_pass_and_there_is_no_third()
    {
        Earlier service = new();
        await service.InitializeAsync();
        await service.Database.RoundEnded(Nouns);
        var before = await service.Database.WorkItems();
        var late = Guid.CreateVersion7();
        await Lose(late);
        await Later();

        await service.Restart();
        await service.Database.RoundEnded(Nouns, passes: 2);

        Assert.Equal(
            before.Append($"escort-engagement.handover {late} 2026-02-02 09:10").Order(StringComparer.Ordinal),
            await service.Database.WorkItems()
        );
        await Lose(late);
        await Later();
        await service.Restart();
        await service.Database.RoundEnded(Nouns, passes: 2);
        Assert.Equal(before, await service.Database.WorkItems());
        await service.DisposeAsync();

        // An inquiry without an item, as the build before saves it.
        async Task Lose(Guid id)
        {
            await service.Database.Sql<Guid>(
                $"""
                INSERT INTO engagement SELECT (jsonb_populate_record(earlier, jsonb_build_object('id', '{id}'))).*
                FROM engagement AS earlier WHERE id = '{Inquired}' ON CONFLICT DO NOTHING RETURNING id
                """
            );
            await service.Database.Sql<Guid>($"DELETE FROM work_item WHERE subject_id = '{id}' RETURNING id");
        }

        Task Later() =>
            service.Database.Sql<string>("UPDATE work_round SET ended_at = clock_timestamp() - interval '2 hours' RETURNING name");
    }

    [Fact]
    public async Task A_round_that_died_in_the_middle_goes_on_where_it_was_and_two_copies_make_each_item_once()
    {
        var database = await TestDatabase.New("escort");
        await database.Upgrade(() => database.Sql<int>(ManyCalls), "SealedTexts");
        var amqp = await Servers.NewVirtualHost();
        var made = 0L;

        foreach (var death in new[] { $"{FailPoints.BeforeCommit}:2:kill", $"{FailPoints.AfterCommit}:1:kill" })
        {
            await using var doomed = await ServiceProcess.Start("escort", database, amqp, death);
            await Eventually.Is(() => Task.FromResult(doomed.HasEnded));
            var now = await database.Count("work_item");
            Assert.InRange(now, made + 1, Calls - 1);
            made = now;
        }
        var reached = await database.Sql<Guid>("SELECT after FROM work_round WHERE name = 'Engagement 1'");
        Assert.Equal(made, await database.Count($"engagement WHERE id <= '{Assert.Single(reached)}' AND state = 'Inquired'"));
        var copies = await Task.WhenAll(Start(), Start());
        await database.RoundEnded(Nouns);
        foreach (var copy in copies)
            await copy.DisposeAsync();

        Assert.Equal(Calls, await database.Count("work_item"));
        Assert.Equal(Calls, await database.Count("work_item JOIN engagement ON engagement.id = subject_id WHERE state = 'Inquired'"));

        Task<ServiceProcess> Start() => ServiceProcess.Start("escort", database, amqp, null);
    }

    static string ManyCalls =>
        $"""
            {Engagements}
              SELECT gen_random_uuid(), '{Branch}', CASE WHEN number > {Calls} THEN 'Declined' ELSE 'Inquired' END, 'Phone', '2026-02-02Z',
                '{Branch}', '2026-02-02 09:10Z', false, 1, false, false, false, 0, 0, false, NULL, NULL, NULL, NULL
              FROM generate_series(1, {Calls + 50}) AS number;
            SELECT 1
            """;

    static string OfTheBuildBefore =>
        $"""
            INSERT INTO escort_profile (id, branch_id, post, has_left, state, failed_version, failures_in_row, hired_version, post_version,
                presence_version, was_never_hired)
              SELECT id::uuid, '{Branch}', post, false, state, 0, 0, 1, 1, 1, false
              FROM (VALUES ('{Lead}', 'EscortLead', 'NotAnEscort'), ('{Escort}', 'Escort', 'Active'),
                ('{Suspended}', 'Escort', 'Suspended')) AS person (id, post, state);
            {Engagements}
              SELECT id::uuid, '{Branch}', state, 'Phone', '2026-02-02Z', '{Branch}', '2026-02-02 09:10Z', false, 1, false, false, false, 0,
                0, false, lead::uuid, escort::uuid, starts::timestamptz, starts::timestamptz + interval '1 hour'
              FROM (VALUES ('{Inquired}', 'Inquired', NULL, NULL, NULL), ('{Handed}', 'HandedToLead', '{Lead}', NULL, NULL),
                ('{InService}', 'InService', '{Lead}', '{Escort}', '2026-03-02 09:00Z'),
                ('{Reported}', 'Reported', '{Lead}', '{Escort}', '2026-03-01 09:00Z'),
                ('{Archived}', 'Archived', '{Lead}', '{Escort}', '2026-02-28 09:00Z'))
                AS earlier (id, state, lead, escort, starts);
            INSERT INTO service_alert (id, engagement_id, branch_id, kind, severity, words, raised_by, raised_at, resolved_at, resolved_by)
              SELECT gen_random_uuid(), '{InService}', '{Branch}', kind, 'High', decode('00', 'hex') || convert_to('a fall', 'UTF8'),
                '{Escort}', '2026-03-02 09:30Z', resolved::timestamptz, CASE WHEN resolved IS NOT NULL THEN '{Lead}'::uuid END
              FROM (VALUES ('Emergency', NULL), ('SpecialNeed', '2026-03-02 09:40Z')) AS alert (kind, resolved);
            SELECT 1
            """;

    static string Engagements =>
        """
            SET session_replication_role = replica;
            INSERT INTO engagement (id, branch_id, state, channel, inquired_at, inquired_by, handover_due_at, handover_overdue,
              agreement_version, high_difficulty, new_client, agreed_alone, round, reconfirmations, report_overdue, lead_id, escort_id,
              starts_at, ends_at)
            """;

    sealed class Earlier() : ServiceUnderTest<EscortDb>("escort")
    {
        protected override Task Fill(TestDatabase database) => database.Upgrade(() => database.Sql<int>(OfTheBuildBefore), "SealedTexts");
    }
}
