namespace Clinic.Registration.Premises.Absences;

/// <summary>Why somebody is not there.</summary>
public enum AbsenceKind
{
    OffDuty,
    OnLeave,
}

/// <summary>
/// Somebody is not there for a while: leave that Payroll approved, or what the desk knows (WF-03 9, WF-08 1). Of a leave, approval, early
/// end and taking back may be heard in any order; the higher version counts. Whoever leaves for good is absent without an end, under the
/// person's own id.
/// </summary>
public sealed class Absence : IBranchScoped, IVersioned
{
    static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The leave, an id made by the desk, or the person who leaves for good.</summary>
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

    /// <summary>The person leaves for good.</summary>
    public bool IsDeparture => Id == EmployeeId;

    /// <summary>The code that travels when appointments need another time because of it.</summary>
    public string Code =>
        IsDeparture ? "doctor-left"
        : Kind == AbsenceKind.OnLeave ? "doctor-on-leave"
        : "doctor-off-duty";

    /// <summary>
    /// From when to when, and whose; the highest version says whether it stands. Heard after its early end, it ends as was said there.
    /// True when it stands from now on.
    /// </summary>
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
        var isNewer = version > EventVersion;
        if (!isNewer && IsKnown)
            return false;

        var until = isNewer || EndsAt == default || EndsAt > endsAt ? endsAt : EndsAt;
        Stands = isNewer || (Stands && until > startsAt);
        EmployeeId = employee;
        BranchId = branch;
        Kind = kind;
        StartsAt = startsAt;
        EndsAt = Stands ? until : endsAt;
        Reason = reason;
        if (isNewer)
            EventVersion = version;
        return Stands;
    }

    /// <summary>The person leaves for good after this instant.</summary>
    public void SetDeparture(Guid branch, DateTimeOffset after, int version) =>
        SetTimes(Id, branch, AbsenceKind.OffDuty, after, Never, null, version);

    /// <summary>It ends at this instant already, as of this version. True when it stood for longer until now.</summary>
    public bool EndEarly(DateTimeOffset at, int version)
    {
        if (version <= EventVersion)
            return false;

        EventVersion = version;
        if (!IsKnown)
        {
            (StartsAt, EndsAt, Stands) = (at, at, true);
            return false;
        }
        if (!Stands || at >= EndsAt)
            return false;
        if (at > StartsAt)
            EndsAt = at;
        else
            Stands = false;
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

    // Of what was only ended or taken back the times are not known.
    bool IsKnown => StartsAt < EndsAt;

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
