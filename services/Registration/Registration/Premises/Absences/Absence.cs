namespace Clinic.Registration.Premises.Absences;

/// <summary>Why somebody is not there.</summary>
public enum AbsenceKind
{
    OffDuty,
    OnLeave,
}

/// <summary>
/// Somebody is not there for a while: leave that Payroll approved, or what the desk knows (WF-03 9, WF-08 1). Of a leave, approval and
/// taking back may be heard in any order; the higher version counts.
/// </summary>
public sealed class Absence : IBranchScoped, IVersioned
{
    /// <summary>The leave, or an id made by the desk.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public AbsenceKind Kind { get; private set; }
    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>False once taken back, and while only the taking back was heard.</summary>
    public bool Stands { get; private set; }

    /// <summary>True when it is said by Payroll; then only Payroll takes it back.</summary>
    public bool IsLeave { get; init; }

    /// <summary>In words; stays here.</summary>
    public string? Reason { get; private set; }

    public int EventVersion { get; private set; }
    public uint Version { get; private set; }

    /// <summary>The code that travels when appointments need another time because of it.</summary>
    public string Code => Kind == AbsenceKind.OnLeave ? "doctor-on-leave" : "doctor-off-duty";

    /// <summary>From when to when, and whose; the highest version says whether it stands.</summary>
    public bool SetTimes(
        Guid employee,
        Guid branch,
        AbsenceKind kind,
        DateTimeOffset startsAt,
        DateTimeOffset endsAt,
        string? reason,
        int version
    )
    {
        EmployeeId = employee;
        BranchId = branch;
        Kind = kind;
        StartsAt = startsAt;
        EndsAt = endsAt;
        Reason = reason;
        if (version <= EventVersion)
            return false;

        (Stands, EventVersion) = (true, version);
        return true;
    }

    /// <summary>Taken back as of this version. True when it stood until now.</summary>
    public bool TakeBack(int version)
    {
        if (version <= EventVersion)
            return false;

        var stood = Stands;
        (Stands, EventVersion) = (false, version);
        return stood;
    }

    /// <summary>An absence of which nothing is known yet.</summary>
    public static Absence Unknown(Guid id, Guid employee, Guid branch) =>
        new()
        {
            Id = id,
            EmployeeId = employee,
            BranchId = branch,
            IsLeave = true,
        };
}
