namespace Clinic.Escort.Tests.Service;

/// <summary>Escort on a database in which an earlier build wrote a file in clear; its secret can be changed between two starts.</summary>
public sealed class UpgradedEscort() : ServiceUnderTest<EscortDb>("escort")
{
    const string FirstSecret = "the-first-secret-of-tests";

    /// <summary>Of the file.</summary>
    public Guid Branch { get; } = Guid.CreateVersion7();

    public Guid Engagement { get; } = Guid.CreateVersion7();

    /// <summary>More notes than are sealed at a time.</summary>
    public const int Notes = 250;

    /// <summary>What the next start is given; the first one wraps.</summary>
    public string[] Secrets { get; set; } = [FirstSecret];

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("Sealing:Secret", Secrets[0]),
            .. Secrets.Skip(1).Select((other, number) => new KeyValuePair<string, string>($"Sealing:Others:{number}", other)),
        ];

    protected override Task<TestDatabase> NewDatabase() => OfEarlierBuild();

    /// <summary>A database that this build has just taken over; no service runs on it yet.</summary>
    public async Task<TestDatabase> OfEarlierBuild()
    {
        var database = await TestDatabase.New("escort");
        await database.Upgrade(() => database.Sql<int>(FileInClear), "FirstDay");
        // Only the sealing writes here, so that a test can count what it wrote.
        await database.Sql<int>("INSERT INTO work_round (name, after, passes) VALUES ('Engagement 1', gen_random_uuid(), 2) RETURNING 1");
        return database;
    }

    string FileInClear =>
        $"""
            SET session_replication_role = replica;
            INSERT INTO engagement (id, branch_id, state, channel, inquired_at, inquired_by, handover_due_at, handover_overdue,
                agreement_version, high_difficulty, new_client, agreed_alone, round, reconfirmations, report_overdue, place)
              VALUES ('{Engagement}', '{Branch}', 'AgreementSigned', 'Phone', '2026-02-02Z', '{Branch}', '2026-02-02Z', false,
                1, false, false, false, 0, 0, false, '12 Garden Road');
            INSERT INTO file_page (id, engagement_id, branch_id, kind, number, content, written_by, written_at)
              VALUES (gen_random_uuid(), '{Engagement}', '{Branch}', 'Inquiry', 0, '{"{"}"clientName":"張偉","phone":"13800138000"{"}"}',
                '{Branch}', '2026-02-02Z');
            INSERT INTO service_note (id, engagement_id, branch_id, kind, words, written_by, written_at)
              SELECT gen_random_uuid(), '{Engagement}', '{Branch}', 'Observation', 'walks with a stick', '{Branch}', '2026-02-02Z'
              FROM generate_series(1, {Notes});
            SELECT 1
            """;
}
