using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>What stands in a branch's directory.</summary>
public enum DirectoryEntryKind
{
    Floor,
    Department,
    Doctor,
    Room,
    Chair,
    Equipment,
}

/// <summary>What happened to an entry.</summary>
public enum DirectoryChangeKind
{
    Added,
    Changed,
    Closed,
}

/// <summary>What somebody is there for during a shift.</summary>
public enum DutyPost
{
    RegistrationTriage,
    Greeter,
    WaitingArea,
    Retention,
    FloorGuide,
    Doctor,
}

/// <summary>
/// EV-41. An entry of a branch's directory changed; the version rises by one with each change of the branch.
/// </summary>
/// <param name="Name">What the place is called from now on; a doctor's name is not told here, and earlier builds told none.</param>
[Fact("directory.read")]
public sealed record DirectoryChanged(
    Guid EntryId,
    Guid BranchId,
    DirectoryEntryKind Entry,
    DirectoryChangeKind Change,
    int Version,
    DateTimeOffset OccurredAt,
    string? Name = null
);

/// <summary>One doctor on a published board: Available, Busy, OffDuty or OnLeave.</summary>
public sealed record DoctorOnBoard(Guid DoctorId, string StatusCode);

/// <summary>EV-55. The floors' reports were merged and published for the day. Timeline only.</summary>
[Fact("directory.read", HasListeners = false)]
public sealed record DoctorStatusPublished(
    Guid BoardId,
    Guid BranchId,
    DateOnly Day,
    IReadOnlyList<DoctorOnBoard> Doctors,
    DateTimeOffset OccurredAt
);

/// <summary>EV-55. The status of a doctor changed. Timeline only.</summary>
[Fact("directory.read", HasListeners = false)]
public sealed record DoctorStatusChanged(Guid DoctorId, Guid BranchId, string StatusCode, DateTimeOffset OccurredAt);

/// <summary>EV-56. The board was not published by the time of the branch; the floors that were silent. Timeline only.</summary>
[Fact("directory.read", HasListeners = false)]
public sealed record DoctorStatusMissing(
    Guid BoardId,
    Guid BranchId,
    DateOnly Day,
    DateTimeOffset DueAt,
    IReadOnlyList<Guid> FloorIds,
    DateTimeOffset OccurredAt
);

/// <summary>
/// EV-68. Nobody is at a post that needs somebody, for a part of a day; no floor means the branch has one. Timeline only.
/// </summary>
[Fact("directory.read", HasListeners = false)]
public sealed record PostCoverageFailed(
    Guid GapId,
    Guid BranchId,
    Guid? FloorId,
    DutyPost Post,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset OccurredAt
);
