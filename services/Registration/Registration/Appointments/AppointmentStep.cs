namespace Clinic.Registration.Appointments;

/// <summary>What happened to an appointment.</summary>
public enum AppointmentStepKind
{
    Requested,
    Held,
    LetGo,
    Booked,
    Told,
    Reminded,
    Rescheduled,
    Cancelled,
    NeedsReschedule,
    StoodAgain,
    ExpectedLate,
    NoShow,
    NoShowReversed,
}

/// <summary>
/// One transition of an appointment: who, when, from which time to which, and why (WF-03); never changed. A change that is made
/// because of a message names the system's actor.
/// </summary>
public sealed class AppointmentStep : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid AppointmentId { get; init; }
    public Guid BranchId { get; init; }
    public AppointmentStepKind Kind { get; init; }

    /// <summary>The time kept before, when it changed.</summary>
    public DateTimeOffset? OldStartsAt { get; init; }

    public Guid? OldDoctorId { get; init; }

    /// <summary>The time it has with this step.</summary>
    public DateTimeOffset StartsAt { get; init; }

    public Guid? DoctorId { get; init; }
    public string? ReasonCode { get; init; }

    /// <summary>In words; stays here.</summary>
    public string? Reason { get; init; }

    /// <summary>Why the desk keeps it although the branch is closed then; in words, stays here.</summary>
    public string? OutsideHoursBecause { get; init; }

    /// <summary>How the client was told, and whether reached.</summary>
    public NoticeChannel? Channel { get; init; }

    public bool? Reached { get; init; }
    public required string Actor { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>The history of appointments.</summary>
static class AppointmentHistory
{
    /// <summary>Writes down what happened to an appointment.</summary>
    public static void AddStep(
        this RegistrationDb db,
        Appointment appointment,
        AppointmentStepKind kind,
        DateTimeOffset now,
        string? code = null,
        string? reason = null,
        string? outsideHours = null,
        (DateTimeOffset StartsAt, Guid? DoctorId)? from = null
    ) =>
        db.Add(
            new AppointmentStep
            {
                Id = Guid.CreateVersion7(now),
                AppointmentId = appointment.Id,
                BranchId = appointment.BranchId,
                Kind = kind,
                OldStartsAt = from?.StartsAt,
                OldDoctorId = from?.DoctorId,
                StartsAt = appointment.StartsAt,
                DoctorId = appointment.DoctorId,
                ReasonCode = code,
                Reason = reason,
                OutsideHoursBecause = outsideHours,
                Actor = db.Caller.Actor,
                At = now,
            }
        );
}
