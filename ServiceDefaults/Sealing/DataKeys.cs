namespace Clinic.ServiceDefaults;

/// <summary>Wraps data keys anew, wherever a service keeps them.</summary>
public static class DataKeys
{
    const int AtATime = 100;

    /// <summary>
    /// Wraps the next keys after an id by the secret that counts, some at a time and in one transaction, which begins only when there is
    /// one to wrap. Says the last id, or nothing at the end.
    /// </summary>
    /// <param name="table">Of rows with the column <c>id</c>.</param>
    /// <param name="column">Where they keep their wrapped key.</param>
    /// <param name="rewrap">Leaves a key as it is whose secret was not given.</param>
    public static async Task<Guid?> Rewrap<TRow>(
        ServiceDb db,
        string table,
        string column,
        Guid last,
        Func<TRow, Guid> idOf,
        Action<TRow> rewrap,
        CancellationToken stop
    )
        where TRow : class
    {
        var isDue = $"id > {{0}} AND substring({column} FROM 1 FOR {SealingSecret.NameBytes}) <> {{1}} ORDER BY id LIMIT {AtATime}";
        var next = $"SELECT *, xmin FROM {table} WHERE {isDue}";
        object[] asked = [last, db.Sealing.Name];
        if (!await db.Set<TRow>().FromSqlRaw(next, asked).AnyAsync(stop))
            return null;

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var held = $"{next} FOR UPDATE";
        var rows = await db.Set<TRow>().FromSqlRaw(held, asked).ToListAsync(stop);
        foreach (var row in rows)
            rewrap(row);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        // Where another copy was quicker there may be more.
        return rows.Count == 0 ? last : rows.Max(idOf);
    }
}
