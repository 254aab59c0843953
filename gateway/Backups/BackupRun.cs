using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Backups;

/// <summary>What went wrong with a backup.</summary>
public enum BackupProblem
{
    NotMade,
    NotRestorable,
    RowsDiffer,
}

/// <summary>
/// One backup of one database, written down by whoever makes them: how large, and whether it could be put back (R-108, AC-08).
/// </summary>
[OutsideScope("Names of databases, sizes and times; concerns no person.")]
public sealed class BackupRun : IAppendOnly
{
    public Guid Id { get; init; }
    public required string Database { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>The name of the sealed file, without its folder.</summary>
    public required string File { get; init; }

    public long Bytes { get; init; }

    /// <summary>Of all tables.</summary>
    public long Rows { get; init; }

    /// <summary>Nothing when it was put back on trial and held every row.</summary>
    public BackupProblem? Problem { get; init; }
}
