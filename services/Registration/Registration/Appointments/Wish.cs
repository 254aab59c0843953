namespace Clinic.Registration.Appointments;

/// <summary>How the client asked .</summary>
public enum RequestChannel
{
    Phone,
    Web,
    Desk,
    Escort,
}

/// <summary>What somebody would like for a client.</summary>
/// <param name="DoctorId">Only when the client asks for a doctor by name.</param>
/// <param name="AskedAt">Decides which of two wishes is the later one, whichever arrives first.</param>
public sealed record Wish(Guid BranchId, Guid ClientId, Guid DepartmentId, Guid? DoctorId, DateTimeOffset From, DateTimeOffset AskedAt);

/// <summary>A doctor's time, and a room's or chair's where one is needed, that suits a client.</summary>
/// <param name="AnyHour">True when nobody asks whether the branch is open: the desk keeps it outside the hours on purpose.</param>
public sealed record Slot(Guid DoctorId, Guid? RoomId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly Day, bool AnyHour = false);
