using Npgsql;

namespace Clinic.Escort.Tests.Service;

/// <summary>A database in which an earlier build kept in one column what is a row of its own now.</summary>
public sealed class UpgradeTests
{
    static readonly Guid Branch = Guid.CreateVersion7(),
        Active = Guid.CreateVersion7(),
        Suspended = Guid.CreateVersion7(),
        Receptionist = Guid.CreateVersion7(),
        Visitor = Guid.CreateVersion7(),
        Newcomer = Guid.CreateVersion7(),
        Twice = Guid.CreateVersion7(),
        TwiceAsWell = Guid.CreateVersion7(),
        Alone = Guid.CreateVersion7(),
        Unsigned = Guid.CreateVersion7();

    [Fact]
    public async Task Certificates_resits_visits_and_agreements_of_an_earlier_build_count_as_before()
    {
        var database = await Upgraded();

        Assert.Equal(
            [$"{Active} C-1 t f"],
            await database.Sql<string>(
                """
                SELECT concat_ws(' ', person_id, number, valid_until = '2027-01-01Z' AND issued_at < valid_until, withdrawn_at IS NOT NULL)
                FROM held_certificate
                """
            )
        );
        Assert.Equal(
            [$"{Active} Passed 5 5", $"{Suspended} Passed 3 3"],
            await database.Sql<string>(
                "SELECT concat_ws(' ', person_id, outcome, event_version, resit_number) FROM heard_verdict ORDER BY event_version DESC"
            )
        );
        // A resit that was passed after the failures ends them; failures after the resit go on. When a hiring begins was not kept.
        Assert.Equal(
            [$"{Active} 5 0 t t 0", $"{Suspended} 4 2 t t 0", $"{Receptionist} 0 0 f t 0"],
            await database.Sql<string>(
                """
                SELECT concat_ws(' ', id, failed_version, failures_in_row, opened_at IS NOT NULL, first_day IS NULL, hired_version)
                FROM escort_profile ORDER BY failed_version DESC
                """
            )
        );
        Assert.Equal(
            [$"{Visitor} t 1 0"],
            await database.Sql<string>(
                "SELECT concat_ws(' ', client_id, completed_at = '2026-02-01Z', completed_version, voided_version) FROM client_visit"
            )
        );
    }

    [Fact]
    public async Task What_was_agreed_twice_at_one_time_stays_and_beside_what_stood_alone_nothing_is_agreed()
    {
        var database = await Upgraded();

        Assert.Equal(
            [$"{Twice} f", $"{TwiceAsWell} f", $"{Alone} t", $"{Unsigned} f"],
            await database.Sql<string>("SELECT concat_ws(' ', id, agreed_alone) FROM engagement ORDER BY agreement_number")
        );
        var broken = await Assert.ThrowsAsync<PostgresException>(() =>
            database.Sql<int>(
                $"""
                UPDATE engagement SET agreed_alone = true, state = 'AgreementSigned', starts_at = '2026-03-02 09:30Z'
                WHERE id = '{Unsigned}' RETURNING 1
                """
            )
        );
        Assert.Equal("engagement_client_once_at_a_time", broken.ConstraintName);
    }

    static async Task<TestDatabase> Upgraded()
    {
        var database = await TestDatabase.New("escort");
        await database.Upgrade(() => database.Sql<int>(OfAnEarlierBuild));
        return database;
    }

    // Only what the migration looks at; the rest of the database is as if it were there.
    static string OfAnEarlierBuild =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO escort_profile (id, branch_id, post, has_left, presence_version, certificate_number, certified_until,
                failed_version, failures_in_row, passed_version, state)
              VALUES ('{Active}', '{Branch}', 'Escort', false, 1, 'C-1', '2027-01-01Z', 4, 2, 5, 'Active'),
                ('{Suspended}', '{Branch}', 'Escort', false, 1, NULL, NULL, 4, 2, 3, 'Suspended'),
                ('{Receptionist}', '{Branch}', 'Receptionist', false, 1, NULL, NULL, 0, 0, 0, 'NotAnEscort');
            INSERT INTO known_client (id, first_seen_at, visited_at)
              VALUES ('{Visitor}', '2026-01-01Z', '2026-02-01Z'), ('{Newcomer}', '2026-01-01Z', NULL);
            INSERT INTO engagement (id, branch_id, state, channel, inquired_at, inquired_by, handover_due_at, handover_overdue, client_id,
                agreement_number, agreement_version, agreed_at, starts_at, ends_at, high_difficulty, new_client, round, reconfirmations,
                report_overdue)
              SELECT id::uuid, '{Branch}', state, 'Phone', '2026-02-02Z', '{Branch}', '2026-02-02Z', false, client::uuid, number, 1,
                agreed::timestamptz, starts::timestamptz, ends::timestamptz, false, false, 0, 0, false
              FROM (VALUES
                ('{Twice}', 'AgreementSigned', '{Visitor}', 'A2026-000001', '2026-02-03Z', '2026-03-02 09:00Z', '2026-03-02 10:00Z'),
                ('{TwiceAsWell}', 'Assigned', '{Visitor}', 'A2026-000002', '2026-02-03Z', '2026-03-02 09:30Z', '2026-03-02 10:30Z'),
                ('{Alone}', 'AgreementSigned', '{Newcomer}', 'A2026-000003', '2026-02-03Z', '2026-03-02 09:00Z', '2026-03-02 10:00Z'),
                ('{Unsigned}', 'NeedConfirmed', '{Newcomer}', NULL, NULL, '2026-03-02 10:00Z', '2026-03-02 11:00Z')
              ) AS earlier (id, state, client, number, agreed, starts, ends);
            SELECT 1
            """;
}
