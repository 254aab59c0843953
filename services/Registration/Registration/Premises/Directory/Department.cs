namespace Clinic.Registration.Premises.Directory;

/// <summary>A medical department of a branch.</summary>
public sealed class Department : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>Where its doctors are found; without one, on the ground floor.</summary>
    public Guid? FloorId { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Has this name and is on this floor from now on.</summary>
    public Refusal? Change(string name, Place? floor)
    {
        if (ClosedAt is not null)
            return PremisesRefusals.EntryClosed;
        if (floor is not null && (floor.Kind != PlaceKind.Floor || floor.BranchId != BranchId || floor.ClosedAt is not null))
            return PremisesRefusals.NotAFloor;

        (Name, FloorId) = (name, floor?.Id);
        return null;
    }

    /// <summary>Gets no more doctors and no more appointments.</summary>
    public void Close(DateTimeOffset now) => ClosedAt = now;
}
