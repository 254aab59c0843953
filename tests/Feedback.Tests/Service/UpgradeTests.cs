namespace Clinic.Feedback.Tests.Service;

/// <summary>A database in which an earlier build wrote complaints, when a complaint had one first answer and one result in all.</summary>
public sealed class UpgradeTests
{
    static readonly Guid Branch = Guid.CreateVersion7(),
        Elsewhere = Guid.CreateVersion7(),
        Person = Guid.CreateVersion7(),
        Reported = Guid.CreateVersion7(),
        InTalks = Guid.CreateVersion7(),
        Closed = Guid.CreateVersion7(),
        Withdrawn = Guid.CreateVersion7();

    [Fact]
    public async Task A_complaint_of_an_earlier_build_is_in_one_round_with_its_promises_and_what_was_found_names_its_kind()
    {
        var database = await TestDatabase.New("feedback");
        List<string> promised = [];
        await database.Upgrade(async () =>
        {
            await database.Sql<int>(OfAnEarlierBuild);
            promised = await database.Sql<string>(
                """
                SELECT ROW(id, branch_id, rounds, filed_at, first_response_due_at, first_responded_at, resolution_due_at,
                  result_told_at)::text
                FROM complaint ORDER BY id
                """
            );
        });

        // Under the complaint's own id, which its deadlines know.
        Assert.Equal(
            promised,
            await database.Sql<string>(
                """
                SELECT ROW(id, branch_id, number, began_at, first_response_due_at, first_responded_at, resolution_due_at,
                  result_told_at)::text FROM complaint_round WHERE complaint_id = id ORDER BY id
                """
            )
        );
        Assert.Equal(4, await database.Count("complaint_round"));
        Assert.Equal(
            ["Closed 2026-03-04 09:00", "Withdrawn 2026-03-05 09:00"],
            await database.Sql<string>(
                """
                SELECT concat_ws(' ', state, to_char(round.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'))
                FROM complaint JOIN complaint_round AS round ON round.complaint_id = complaint.id
                WHERE round.ended_at IS NOT NULL ORDER BY state
                """
            )
        );
        Assert.Equal(
            ["Closed Nobody", "Renegotiating Person", "Reported -", "Withdrawn -"],
            await database.Sql<string>("SELECT concat_ws(' ', state, coalesce(fault, '-')) FROM complaint ORDER BY state")
        );
        // The report was told at the filing; a warning belongs to the round it was told in.
        Assert.Equal(
            ["Closed FirstResponseOverdue 1", "Renegotiating Report 0", "Renegotiating ResolutionOverdue 2"],
            await database.Sql<string>(
                """
                SELECT concat_ws(' ', complaint.state, notice.kind, notice.round)
                FROM complaint JOIN complaint_notice AS notice ON notice.complaint_id = complaint.id ORDER BY complaint.state, notice.kind
                """
            )
        );
        Assert.Equal(
            ["3 3 f"],
            await database.Sql<string>(
                $"SELECT concat_ws(' ', post_version, presence_version, never_hired) FROM staff_member WHERE id = '{Person}'"
            )
        );
    }

    // Only what the migration looks at.
    static string OfAnEarlierBuild =>
        $"""
            INSERT INTO staff_member (id, branch_id, post, hired_version) VALUES ('{Person}', '{Branch}', 'Nurse', 3);
            INSERT INTO complaint (id, branch_id, kind, channel, accused_ids, filed_by, filed_at, first_response_due_at,
                resolution_due_at, first_responded_at, result_told_at, state, reported_to, cause, responsible_id, loss, recurrences,
                rounds, closed_at, ended_at, said_version, steps)
              SELECT id::uuid, branch::uuid, 'NonMedical', 'Phone', '{"{}"}', '{Person}', filed, filed + interval '1 hour',
                filed + interval '1 day', answered::timestamptz, told::timestamptz, state, 'BranchManager', cause, responsible::uuid,
                false, 0, rounds, closed::timestamptz, ended::timestamptz, 1, 1
              FROM (SELECT timestamptz '2026-03-02 01:00Z' AS filed) AS filing, (VALUES
                ('{Reported}', '{Branch}', 'Reported', NULL, NULL, NULL, NULL, 0, NULL, NULL),
                ('{InTalks}', '{Elsewhere}', 'Renegotiating', '2026-03-02 01:10Z', '2026-03-03 02:00Z', 'ServiceAttitude', '{Person}',
                  2, NULL, NULL),
                ('{Closed}', '{Branch}', 'Closed', '2026-03-02 03:00Z', '2026-03-02 09:00Z', 'Process', NULL, 1, '2026-03-04 09:00Z',
                  NULL),
                ('{Withdrawn}', '{Branch}', 'Withdrawn', NULL, NULL, NULL, NULL, 0, NULL, '2026-03-05 09:00Z'))
                AS earlier (id, branch, state, answered, told, cause, responsible, rounds, closed, ended);
            INSERT INTO complaint_notice (complaint_id, kind, rung, branch_id, told, due_at, told_at)
              VALUES ('{InTalks}', 'Report', 1, '{Elsewhere}', 'BranchManager', '2026-03-02 01:00Z', '2026-03-02 01:00Z'),
                ('{InTalks}', 'ResolutionOverdue', 1, '{Elsewhere}', 'BranchManager', '2026-03-03 01:00Z', '2026-03-03 01:00Z'),
                ('{Closed}', 'FirstResponseOverdue', 1, '{Branch}', 'BranchManager', '2026-03-02 02:00Z', '2026-03-02 02:00Z');
            SELECT 1
            """;
}
