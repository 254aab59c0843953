using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>How far a day's board is (WF-08).</summary>
public enum BoardState
{
    Prefilled,
    Merged,
    Published,
}

/// <summary>
/// Which doctors are there on one clinic day (WF-08): prefilled from roster and absences, checked on every floor with own eyes, reported
/// to the ground floor, merged there and published. Triage goes by it from the merging on.
/// </summary>
public sealed class StatusBoard : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset PrefilledAt { get; init; }

    /// <summary>By when it should be published.</summary>
    public DateTimeOffset DueAt { get; init; }

    public BoardState State { get; private set; }
    public DateTimeOffset? MergedAt { get; private set; }
    public Guid? MergedBy { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public Guid? PublishedBy { get; private set; }

    /// <summary>True when it was not published in time.</summary>
    public bool WasMissing { get; private set; }

    public uint Version { get; private set; }

    /// <summary>R-303: every floor has reported.</summary>
    public Refusal? Merge(bool allReported, Guid by, DateTimeOffset now)
    {
        if (State != BoardState.Prefilled)
            return PremisesRefusals.BoardMerged;
        if (!allReported)
            return PremisesRefusals.FloorsNotReported;

        (MergedAt, MergedBy, State) = (now, by, BoardState.Merged);
        return null;
    }

    /// <summary>R-261: told to the whole branch.</summary>
    public Refusal? Publish(Guid by, DateTimeOffset now)
    {
        if (State != BoardState.Merged)
            return PremisesRefusals.BoardNotMerged;

        (PublishedAt, PublishedBy, State) = (now, by, BoardState.Published);
        return null;
    }

    /// <summary>
    /// not published by the time of the branch; that instant is still in time. False when it was, or it was noted before.
    /// </summary>
    public bool NoteMissing()
    {
        if (WasMissing || PublishedAt <= DueAt)
            return false;

        return WasMissing = true;
    }

    /// <summary>Says that it is missing, once.</summary>
    internal static void PublishMissing(RegistrationDb db, StatusBoard board, IEnumerable<Guid> floorsSilent, DateTimeOffset now)
    {
        if (board.NoteMissing())
            db.Publish(new DoctorStatusMissing(board.Id, board.BranchId, board.Day, board.DueAt, [.. floorsSilent], now), board.Id);
    }
}

/// <summary>One doctor on a day's board: expected by roster and absence, and seen on the floor.</summary>
public sealed class BoardLine : IBranchScoped
{
    public Guid BoardId { get; init; }
    public Guid DoctorId { get; init; }
    public Guid BranchId { get; init; }
    public Guid FloorId { get; init; }
    public DoctorStatus Expected { get; init; }

    /// <summary>What somebody saw; nothing until the floor is checked.</summary>
    public DoctorStatus? Seen { get; private set; }

    /// <summary>Somebody looked.</summary>
    public void See(DoctorStatus status) => Seen = status;
}

/// <summary>A floor's part of a day's board: checked, then reported to the ground floor .</summary>
public sealed class FloorReport : IBranchScoped, IVersioned
{
    public Guid BoardId { get; init; }

    /// <summary>A branch without floors is one floor under its own id.</summary>
    public Guid FloorId { get; init; }

    public Guid BranchId { get; init; }
    public DateTimeOffset? CheckedAt { get; private set; }
    public Guid? CheckedBy { get; private set; }
    public DateTimeOffset? ReportedAt { get; private set; }
    public Guid? ReportedBy { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Seen with own eyes.</summary>
    public Refusal? Check(Guid by, DateTimeOffset now)
    {
        if (ReportedAt is not null)
            return PremisesRefusals.FloorReported;

        (CheckedAt, CheckedBy) = (now, by);
        return null;
    }

    /// <summary>Told to the ground floor.</summary>
    public Refusal? Report(Guid by, DateTimeOffset now)
    {
        if (CheckedAt is null)
            return PremisesRefusals.FloorNotChecked;

        (ReportedAt, ReportedBy) = (now, by);
        return null;
    }
}

/// <summary>R-254: somebody has read the published board.</summary>
public sealed class BoardReading : IBranchScoped, IAppendOnly
{
    public Guid BoardId { get; init; }
    public Guid EmployeeId { get; init; }
    public Guid BranchId { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>WF-08 6: a doctor's status changed after the board was published, and why.</summary>
public sealed class BoardChange : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid BoardId { get; init; }
    public Guid DoctorId { get; init; }
    public Guid BranchId { get; init; }
    public DoctorStatus Old { get; init; }
    public DoctorStatus New { get; init; }
    public required string Reason { get; init; }
    public required string Actor { get; init; }
    public DateTimeOffset At { get; init; }
}
