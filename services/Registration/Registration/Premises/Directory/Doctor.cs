namespace Clinic.Registration.Premises.Directory;

/// <summary>What the board says of a doctor. Available and Busy are both on duty.</summary>
public enum DoctorStatus
{
    Available,
    Busy,
    OffDuty,
    OnLeave,
}

/// <summary>A doctor's place on the board: department, share of the clients, status.</summary>
public sealed class Doctor : IBranchScoped, IVersioned
{
    /// <summary>The employee.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; private set; }
    public Guid? DepartmentId { get; private set; }

    /// <summary>The share of clients in tenths of a full one.</summary>
    public int Tenths { get; private set; } = 10;

    public DoctorStatus Status { get; private set; } = DoctorStatus.OffDuty;
    public uint Version { get; private set; }

    /// <summary>A doctor who has no place yet.</summary>
    public static Doctor New(Guid id, Guid branch) => new() { Id = id, BranchId = branch };

    /// <summary>True when this is the place the doctor already has.</summary>
    public bool IsIn(Guid department, int tenths) => DepartmentId == department && Tenths == tenths;

    /// <summary>Belongs to a department from now on, with this share.</summary>
    public void Join(Department department, int tenths) => (DepartmentId, Tenths) = (department.Id, tenths);

    /// <summary>Moves to another branch, where somebody gives a department.</summary>
    public void MoveTo(Guid branch) => (BranchId, DepartmentId, Status) = (branch, null, DoctorStatus.OffDuty);

    /// <summary>Says on or off duty; without a department that would mean nothing.</summary>
    public Refusal? Say(DoctorStatus status)
    {
        if (DepartmentId is null)
            return PremisesRefusals.DoctorHasNoDepartment;

        Status = status;
        return null;
    }
}
