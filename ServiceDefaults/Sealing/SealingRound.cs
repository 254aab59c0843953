using Microsoft.EntityFrameworkCore.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Seals in the background what an earlier build left clear, and wraps data keys anew when the secret changed, while the service works.
/// Some rows at a time, each in a small transaction that passes by what another copy holds: a round that is cut off goes on where it was.
/// </summary>
sealed class SealingRound<TDb>(
    IServiceProvider services,
    SealingSecret secret,
    IEnumerable<IRewrapsOwnKeys> holders,
    ILogger<SealingRound<TDb>> log
) : PeriodicWork<TDb>(services, TimeSpan.FromMinutes(1), log)
    where TDb : ServiceDb
{
    const int AtATime = 100;

    static readonly MethodInfo Sealing = typeof(SealingRound<TDb>).GetMethod(
        nameof(SealSome),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    bool wasWrappedAnew;

    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        var types = SealedFields.TypesOf(db.Model).ToList();
        if (types.Count == 0)
            return false;

        db.Caller.EnterAsSystem("sealing", "seal and wrap", branch: null);
        foreach (var type in types)
            while (await (Task<int>)Sealing.MakeGenericMethod(type.ClrType).Invoke(null, [db, type, stop])! > 0) { }
        // Whoever was started with the secret of before may have made keys meanwhile.
        if (wasWrappedAnew && !secret.IsChanging)
            return true;

        await ToTheEnd(after => RewrapAfter(db, after, stop));
        foreach (var holder in holders)
            await ToTheEnd(after => holder.RewrapAfter(db, after, stop));
        wasWrappedAnew = true;
        return true;
    }

    static async Task ToTheEnd(Func<Guid, Task<Guid?>> next)
    {
        for (Guid? last = Guid.Empty; last is { } after; )
            last = await next(after);
    }

    static async Task<int> SealSome<TRow>(TDb db, IReadOnlyEntityType type, CancellationToken stop)
        where TRow : class, IHasSealedTexts
    {
        // A transaction without work would wait for a disk.
        if (!await SealedRows.AnyClear(db, type, stop))
            return 0;

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var rows = await TakeSome<TRow>(db, type, stop);
        foreach (var field in rows.SelectMany(row => SealedField.Of(db.Entry(row))).Where(field => field.Text.IsClear))
            field.Property.IsModified = true;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return rows.Count;
    }

    // The rows that are held, read by the model itself, which finds the columns of their parts; every key begins with one id.
    static async Task<List<TRow>> TakeSome<TRow>(TDb db, IReadOnlyEntityType type, CancellationToken stop)
        where TRow : class, IHasSealedTexts
    {
        var key = type.FindPrimaryKey()!.Properties;
        var columns = string.Join(", ", key.Select(property => property.GetColumnName()));
        var sql =
            $"SELECT concat_ws(',', {columns}) AS \"Value\" FROM {type.GetTableName()} "
            + $"WHERE {SealedFields.IsClear(SealedFields.ColumnsOf(type))} LIMIT {AtATime} FOR UPDATE SKIP LOCKED";
        var held = await db.Database.SqlQueryRaw<string>(sql).ToListAsync(stop);
        var (ids, name) = (held.Select(row => Guid.Parse(row.Split(',')[0], CultureInfo.InvariantCulture)).ToList(), key[0].Name);
        var rows = await db.Set<TRow>().Where(row => ids.Contains(EF.Property<Guid>(row, name))).ToListAsync(stop);
        return rows.FindAll(row => held.Contains(SealedField.KeyOf(db.Entry(row))));
    }

    Task<Guid?> RewrapAfter(TDb db, Guid last, CancellationToken stop) =>
        DataKeys.Rewrap<SubjectKeyRow>(db, SealedFields.KeyTable, "wrapped", last, key => key.Id, Rewrap, stop);

    void Rewrap(SubjectKeyRow key)
    {
        if (secret.CanUnwrap(key.Wrapped))
            key.Wrapped = secret.Wrap(key.BoundTo, secret.Unwrap(key.BoundTo, key.Wrapped));
        else
            Log.LogCritical("The data key {Key} was wrapped by a secret that is not given; its texts cannot be read", key.Id);
    }
}
