namespace Clinic.Registration.Premises.Directory;

/// <summary>What a place of the directory is; equipment stands in one.</summary>
public enum PlaceKind
{
    Floor,
    Room,
    Chair,
    Equipment,
}

/// <summary>A floor, room, chair or piece of equipment of a branch (WF-52 1). Closed for good, never taken away.</summary>
public sealed class Place : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public PlaceKind Kind { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>Where it is; a floor is nowhere.</summary>
    public Guid? FloorId { get; private set; }

    /// <summary>Whose it is, if one department's.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>The floor with the entrance, where doctors' status is merged and registration is .</summary>
    public bool IsGround { get; init; }

    public DateTimeOffset? ClosedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Where it belongs.</summary>
    public Refusal? Put(Place? floor, Department? department)
    {
        if (ClosedAt is not null)
            return PremisesRefusals.EntryClosed;
        if (Kind == PlaceKind.Floor && (floor is not null || department is not null))
            return PremisesRefusals.FloorStandsAlone;
        if (floor is not null && (floor.Kind != PlaceKind.Floor || floor.BranchId != BranchId || floor.ClosedAt is not null))
            return PremisesRefusals.NotAFloor;
        if (department is not null && department.BranchId != BranchId)
            return Refusal.NotFound;

        (FloorId, DepartmentId) = (floor?.Id, department?.Id);
        return null;
    }

    /// <summary>Is not used any more.</summary>
    public void Close(DateTimeOffset now) => ClosedAt = now;
}
