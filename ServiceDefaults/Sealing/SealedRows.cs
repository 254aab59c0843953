using Microsoft.EntityFrameworkCore.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>Seals the texts of rows that are saved, opens those of rows that were read, and takes keys away for ever.</summary>
public static class SealedRows
{
    /// <summary>Seals what this save writes, each text under the key of its row's subject, which is made where there is none.</summary>
    internal static async Task Seal(ServiceDb db, CancellationToken stop)
    {
        var texts = (
            from row in db.ChangeTracker.Entries<IHasSealedTexts>()
            where row.State is EntityState.Added or EntityState.Modified
            from field in SealedField.Of(row)
            where row.State == EntityState.Added || field.Property.IsModified
            // Reading fails for a text that was taken from another row without being opened: it would open nowhere.
            where field.Text.Read() is not null
            select (Subject: row.Entity.SubjectId, Field: field)
        ).ToList();
        if (texts.Count == 0)
            return;

        var keys = await KeysOf(db, [.. texts.Select(text => text.Subject).Distinct().Order()], stop);
        foreach (var (subject, field) in texts)
            field.Text.Seal(keys[subject].Id, keys[subject].Key, field.BoundTo);
    }

    /// <summary>
    /// Opens the sealed texts of rows that were read, so that their words can be; what was sealed under a key that is gone has none.
    /// </summary>
    public static async Task Open(this ServiceDb db, IEnumerable<IHasSealedTexts> rows, CancellationToken stop)
    {
        var fields = rows.SelectMany(row => SealedField.Of(db.Entry(row))).Where(field => !field.Text.IsOpen).ToList();
        if (fields.Count == 0)
            return;

        var named = fields.Select(field => field.Text.KeyId).Distinct().ToArray();
        var keys = await db.Set<SubjectKeyRow>()
            .AsNoTracking()
            .Where(key => named.Contains(key.Id))
            .ToDictionaryAsync(key => key.Id, key => db.Sealing.Unwrap(key.BoundTo, key.Wrapped), stop);
        foreach (var field in fields)
            field.Text.Open(keys.GetValueOrDefault(field.Text.KeyId), field.BoundTo);
    }

    /// <summary>True while words of an earlier build stand in a table as they are.</summary>
    internal static async Task<bool> AnyClear(ServiceDb db, IReadOnlyEntityType type, CancellationToken stop)
    {
        var clear = SealedFields.IsClear(SealedFields.ColumnsOf(type));
        var one = $"SELECT 1 AS \"Value\" FROM {type.GetTableName()} WHERE {clear} LIMIT 1";
        return (await db.Database.SqlQueryRaw<int>(one).ToListAsync(stop)).Count > 0;
    }

    /// <summary>
    /// Takes the data keys of subjects away: what was sealed for them is unreadable for ever. Within the caller's transaction, and audited
    /// once the caller saves. Whoever writes about such a subject again does so under a new key.
    /// </summary>
    /// <exception cref="TimeoutException">Words of an earlier build still stand as they are; it is to be tried again.</exception>
    public static async Task ForgetSubjects(this ServiceDb db, IReadOnlyCollection<Guid> subjects, CancellationToken stop)
    {
        Guid[] forgotten = [.. subjects];
        foreach (var type in SealedFields.TypesOf(db.Model))
            if (await AnyClear(db, type, stop))
                throw new TimeoutException("Texts of an earlier build are being sealed.");
        await db.Database.ExecuteSqlAsync($"DELETE FROM subject_key WHERE subject_id = ANY ({forgotten})", stop);
        foreach (var subject in forgotten)
            db.Log.Add(db.AuditOf("forgotten", SealedFields.Subject, subject, Guid.Empty, []));
    }

    // Nothing is remembered from one save to the next: a key that was made in a transaction that failed is none.
    static async Task<Dictionary<Guid, (Guid Id, byte[] Key)>> KeysOf(ServiceDb db, Guid[] subjects, CancellationToken stop)
    {
        var known = await Known();
        if (known.Count == subjects.Length)
            return known;

        var now = db.Clock.GetUtcNow();
        foreach (var subject in subjects.Where(subject => !known.ContainsKey(subject)))
        {
            var id = Guid.CreateVersion7(now);
            var wrapped = db.Sealing.Wrap(SubjectKeyRow.BindingOf(id, subject), AesSeal.NewKey());
            // Who makes one at the same moment is waited for, and the one that is there counts.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO subject_key (id, subject_id, wrapped, made_at) VALUES ({id}, {subject}, {wrapped}, {now})
                ON CONFLICT (subject_id) DO NOTHING
                """,
                stop
            );
        }
        return await Known();

        Task<Dictionary<Guid, (Guid Id, byte[] Key)>> Known() =>
            db.Set<SubjectKeyRow>()
                .AsNoTracking()
                .Where(key => subjects.Contains(key.SubjectId))
                .ToDictionaryAsync(key => key.SubjectId, key => (key.Id, db.Sealing.Unwrap(key.BoundTo, key.Wrapped)), stop);
    }
}
