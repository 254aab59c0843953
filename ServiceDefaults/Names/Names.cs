using System.Collections.Concurrent;

namespace Clinic.ServiceDefaults;

/// <summary>A member of staff in an answer; a name that was not told yet is empty.</summary>
/// <param name="Name">The working name, as on the badge.</param>
/// <param name="LatinName">The same in Latin letters, when there is one.</param>
/// <param name="Post">The code of the post held now.</param>
public sealed record NamedPerson(Guid Id, string? Name, string? LatinName, string? Post);

/// <summary>A branch, department or room in an answer; a name that was not told yet is empty.</summary>
public sealed record NamedPlace(Guid Id, string? Name);

/// <summary>
/// All names of staff and places, held in memory: they are some thousands, and almost every answer needs some. A copy of a service knows
/// at once what it kept itself, and looks once a second for what others kept.
/// </summary>
public sealed class Names
{
    // A save that began earlier may be seen later.
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<Guid, NameRow> known = [];

    DateTimeOffset readFrom = DateTimeOffset.MinValue;

    /// <summary>Takes what changed since the last time.</summary>
    internal async Task Read(ServiceDb db, CancellationToken stop)
    {
        var changed = await db.Set<NameRow>().AsNoTracking().Where(row => row.KeptAt > readFrom).ToListAsync(stop);
        Take(changed);
        if (changed.Count > 0)
            readFrom = changed.Max(row => row.KeptAt) - Overlap;
    }

    /// <summary>Takes names that are committed, unless later ones are known.</summary>
    internal void Take(IEnumerable<NameRow> rows)
    {
        foreach (var row in rows)
            known.AddOrUpdate(row.Id, row, (_, before) => before.Version > row.Version ? before : row);
    }

    /// <summary>Who this is.</summary>
    public NamedPerson Person(Guid id) =>
        known.TryGetValue(id, out var row) ? new(id, row.Name, row.LatinName, row.PostCode) : new(id, null, null, null);

    /// <summary>What this is called.</summary>
    public NamedPlace Place(Guid id) => new(id, known.TryGetValue(id, out var row) ? row.Name : null);

    /// <summary>Those of the ids that are of members of staff.</summary>
    internal NamedPerson[] People(IEnumerable<Guid> ids) => [.. ids.Where(IsPerson).Select(Person)];

    /// <summary>Those of the ids that are of places.</summary>
    internal NamedPlace[] Places(IEnumerable<Guid> ids) => [.. ids.Where(id => known.ContainsKey(id) && !IsPerson(id)).Select(Place)];

    bool IsPerson(Guid id) => known.TryGetValue(id, out var row) && row.PostCode is not null;
}

/// <summary>Reads the names that changed.</summary>
sealed class NameReader<TDb>(IServiceProvider services, Names names, ILogger<NameReader<TDb>> log)
    : PeriodicWork<TDb>(services, TimeSpan.FromSeconds(1), log)
    where TDb : ServiceDb
{
    protected override async Task<bool> RunOnce(TDb db, CancellationToken stop)
    {
        await names.Read(db, stop);
        return true;
    }
}

/// <summary>Keeping what somebody or something is called.</summary>
public static class NameKeeping
{
    /// <summary>
    /// Keeps a name, unless a later one is kept already. Whoever acts holds what is named; a reaction says <see cref="HearName"/>.
    /// </summary>
    public static async Task KeepName(
        this ServiceDb db,
        Guid id,
        string name,
        string? latinName,
        string? postCode,
        int version,
        CancellationToken stop
    )
    {
        var row = await db.Set<NameRow>().FindAsync([id], stop);
        if (row?.Version >= version)
            return;
        if (row is null)
            db.Add(row = new NameRow { Id = id, Name = name });

        row.Name = name;
        row.LatinName = latinName;
        row.PostCode = postCode;
        row.Version = version;
        row.KeptAt = db.Clock.GetUtcNow();
    }

    /// <summary>Keeps the name of a place that a fact told; the other facts about it wait meanwhile.</summary>
    public static Task HearPlace(this ServiceDb db, Guid id, string? name, int version, CancellationToken stop) =>
        name is null ? Task.CompletedTask : db.HearName(id, name, null, null, version, stop);

    /// <summary>Keeps a name that a fact told; the other facts about the same person or place wait meanwhile.</summary>
    public static async Task HearName(
        this ServiceDb db,
        Guid id,
        string name,
        string? latinName,
        string? postCode,
        int version,
        CancellationToken stop
    )
    {
        await db.LockSubject(id, stop);
        await db.KeepName(id, name, latinName, postCode, version, stop);
    }
}
