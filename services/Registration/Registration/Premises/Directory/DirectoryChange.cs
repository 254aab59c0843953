using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>One change of a branch's directory; its number is the directory's version from then on (WF-52 1, EV-41).</summary>
public sealed class DirectoryChange : IBranchScoped, IAppendOnly
{
    public Guid BranchId { get; init; }
    public int Version { get; init; }
    public DirectoryEntryKind Entry { get; init; }
    public Guid EntryId { get; init; }
    public DirectoryChangeKind Kind { get; init; }
    public required string Actor { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>The version of a branch's directory.</summary>
public sealed class DirectoryVersion : IBranchScoped
{
    public Guid BranchId { get; init; }
    public int Version { get; init; }
}

/// <summary>Writes changes down, one after the other in each branch.</summary>
static class DirectoryBook
{
    /// <summary>The entry was added, changed or closed with this save.</summary>
    /// <param name="name">What it is called from now on; a doctor is named elsewhere.</param>
    public static async Task NoteChange(
        this RegistrationDb db,
        Guid branch,
        DirectoryEntryKind entry,
        Guid id,
        string? name,
        DirectoryChangeKind kind,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var version = (
            await db
                .Database.SqlQuery<int>(
                    $"""
                    INSERT INTO directory_version (branch_id, version) VALUES ({branch}, 1)
                    ON CONFLICT (branch_id) DO UPDATE SET version = directory_version.version + 1 RETURNING version AS "Value"
                    """
                )
                .ToListAsync(stop)
        )[0];
        db.Add(
            new DirectoryChange
            {
                BranchId = branch,
                Version = version,
                Entry = entry,
                EntryId = id,
                Kind = kind,
                Actor = db.Caller.Actor,
                At = now,
            }
        );
        db.Publish(new DirectoryChanged(id, branch, entry, kind, version, now, name), id);
        if (name is not null)
            await db.KeepName(id, name, null, null, version, stop);
    }
}
