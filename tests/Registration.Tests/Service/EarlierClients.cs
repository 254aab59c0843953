using Clinic.Registration.ClientRecords.Clients;
using Clinic.ServiceDefaults;
using Npgsql;

namespace Clinic.Registration.Tests.Service;

/// <summary>Registration on the database of the build before, whose clients it has not begun to rewrite yet.</summary>
public sealed class EarlierClients : RegistrationService
{
    /// <summary>Clients besides those who have a name below: more than are rewritten at once.</summary>
    public const int Others = 450;

    NpgsqlConnection? holding;

    public Guid Branch { get; } = Guid.CreateVersion7();
    public Guid Zeng { get; } = Guid.CreateVersion7();
    public Guid Silva { get; } = Guid.CreateVersion7();
    public Guid Unseen { get; } = Guid.CreateVersion7();

    /// <summary>Lets the service begin.</summary>
    public async Task LetRewrite()
    {
        if (holding is not null)
            await holding.DisposeAsync();
        holding = null;
    }

    /// <summary>Makes a database one of the build before that this build has just taken over.</summary>
    public Task WriteTo(TestDatabase database) => database.Upgrade(() => database.Sql<int>(OfTheBuildBefore()), "BranchCalendar");

    public override async Task DisposeAsync()
    {
        await LetRewrite();
        await base.DisposeAsync();
    }

    protected override async Task Fill(TestDatabase database)
    {
        await WriteTo(database);
        holding = new(new NpgsqlConnectionStringBuilder(database.Administrator) { Pooling = false }.ConnectionString);
        await holding.OpenAsync();
        await holding.BeginTransactionAsync();
        await using NpgsqlCommand hold = new("SELECT 1 FROM due WHERE kind = 'clients-rewriting' FOR UPDATE", holding);
        await hold.ExecuteNonQueryAsync();
    }

    string OfTheBuildBefore() =>
        $"""
            INSERT INTO branch (id, name, kind, time_zone, "from")
              VALUES ('{Branch}', 'Before', 'GeneralClinic', 'Asia/Shanghai', '2026-01-01');
            {Inserted(Zeng, "曾小明", "曾小明", "cengxiaoming", "+8613911112222", "A123456789")}
            {Inserted(Silva, "Silva", "silva", "silva", "+886912345678", null)}
            {Inserted(Unseen, "张\u200B伟", "张伟", "zhangwei", "+8613911113333", null)}
            INSERT INTO client SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'chart_number', 'F' || n,
              'visit_card_number', 'F' || n, 'name', 'Other', 'name_simplified', 'other', 'name_latin', 'other', 'data_key', NULL,
              'id_number_trace', NULL, 'phone_trace', NULL, 'phone_tail_trace', NULL))).*
            FROM (SELECT c, n FROM client AS c, generate_series(1, {Others}) AS n WHERE c.id = '{Zeng}') AS copies RETURNING 1
            """;

    // As the build before wrote it: phones with the prefix, names in one spelling.
    string Inserted(Guid id, string name, string simplified, string latin, string phone, string? idNumber)
    {
        ClientVault vault = new(ClientSecret, new SealingSecret(TestDatabase.SealingSecret));
        var key = vault.NewKey(id);
        string Seal(Sealed what, string? text) => text is null ? "NULL" : Bytes(vault.Seal(key, id, what, text));
        return $"""
            INSERT INTO client (id, branch_id, name, name_simplified, name_latin, sex, birth_date, occupation, mobility_impaired, data_key,
              sealed_phone, sealed_address, sealed_id_number, phone_trace, phone_tail_trace, id_number_trace, chart_number,
              visit_card_number, registered_at, registered_by, care_consent, marketing_consent, segment, segment_is_marked, judged_at,
              said_version)
            VALUES ('{id}', '{Branch}', '{name}', '{simplified}', '{latin}', 'Male', '1988-05-17', 'clerk', false, {Bytes(key)},
              {Seal(Sealed.Phone, phone)}, {Seal(Sealed.Address, "12 Garden Road")},
              {Seal(Sealed.IdNumber, idNumber)}, {Bytes(vault.Trace(TraceOf.Phone, phone))},
              {Bytes(vault.Trace(TraceOf.PhoneTail, phone[^4..]))},
              {(idNumber is null ? "NULL" : Bytes(vault.Trace(TraceOf.IdNumber, idNumber)))}, '{id}', '{id}', '2026-06-01Z',
              gen_random_uuid(), false, false, 'Regular', false, '2026-06-01Z', 1);
            """;
    }

    static string Bytes(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'";
}
