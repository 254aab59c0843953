using System.Linq.Expressions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Nouns of one kind about which something may wait, so that what waited before there was a work list gets its items. Declared beside the
/// kinds of work of the noun, and given by <see cref="ServiceDb.NounsWithWork"/>.
/// </summary>
public abstract class OpenNouns
{
    const int AtATime = 100;

    /// <summary>Under which name it is noted how far the round is.</summary>
    public abstract string Name { get; }

    /// <summary>The nouns of these that are open.</summary>
    /// <param name="open">A query of the service's own database; whatever it leaves out gets no item.</param>
    /// <param name="id">The noun's id, which may be the id of what it belongs to; the round goes by it.</param>
    /// <param name="held">What whoever works on the noun holds with <see cref="SubjectLocks.LockSubject"/>, when it is another id.</param>
    /// <param name="time">1 at first, and one more whenever all have to be looked at again, because there are new kinds.</param>
    public static OpenNouns Of<TRow>(
        IQueryable<TRow> open,
        Expression<Func<TRow, Guid>> id,
        Expression<Func<TRow, Guid>>? held = null,
        int time = 1
    )
        where TRow : class => new OpenNouns<TRow>(open, id, held ?? id, time);

    /// <summary>The next ids after this one; none at the end.</summary>
    internal Task<List<Guid>> After(Guid last, CancellationToken stop) =>
        Ids.Where(found => found > last).OrderBy(found => found).Take(AtATime).ToListAsync(stop);

    /// <summary>
    /// Takes those of these that are still open as if the next save changed them; whoever changes one of them meanwhile waits for the end
    /// of this transaction.
    /// </summary>
    internal abstract Task Reconsider(ServiceDb db, Guid[] ids, CancellationToken stop);

    protected abstract IQueryable<Guid> Ids { get; }
}

sealed class OpenNouns<TRow>(IQueryable<TRow> open, Expression<Func<TRow, Guid>> id, Expression<Func<TRow, Guid>> held, int time)
    : OpenNouns
    where TRow : class
{
    public override string Name => $"{typeof(TRow).Name} {time}";

    protected override IQueryable<Guid> Ids => open.Select(id);

    internal override async Task Reconsider(ServiceDb db, Guid[] ids, CancellationToken stop)
    {
        var some = open.Where(IsAmong(ids));
        await db.LockSubjects(await some.Select(held).ToListAsync(stop), stop);
        await LockRows(db, ids, stop);
        db.Reconsidered.UnionWith(await some.AsTracking().ToListAsync(stop));
    }

    // Not every act holds its subject; what it changes are these rows. A row that is only added is changed by nobody.
    async Task LockRows(ServiceDb db, Guid[] ids, CancellationToken stop)
    {
        if (typeof(IAppendOnly).IsAssignableFrom(typeof(TRow)))
            return;
        var type = db.Model.FindEntityType(typeof(TRow))!;
        var column = type.FindProperty(((MemberExpression)id.Body).Member.Name)!.GetColumnName();
        var rows = $"SELECT 1 FROM {type.GetTableName()} WHERE {column} = ANY ({{0}}) ORDER BY {column} FOR NO KEY UPDATE";
        await db.Database.ExecuteSqlRawAsync(rows, [ids], stop);
    }

    Expression<Func<TRow, bool>> IsAmong(Guid[] ids)
    {
        Expression<Func<Guid[]>> among = () => ids;
        var isAmong = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(Guid)], among.Body, id.Body);
        return Expression.Lambda<Func<TRow, bool>>(isAmong, id.Parameters);
    }
}
