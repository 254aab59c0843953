using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>EV-42. A time with a department, and a doctor where one was named, is kept for a client .</summary>
[Fact("visits.read")]
public sealed record AppointmentBooked(
    Guid AppointmentId, Guid BranchId, Guid ClientId, Guid DepartmentId, Guid? DoctorId, DateTimeOffset StartsAt, Guid? EngagementId, DateTimeOffset OccurredAt);

/// <summary>EV-43. An asked-for appointment cannot be had, with the reason .</summary>
[Fact("visits.read")]
public sealed record AppointmentRefused(Guid EngagementId, Guid BranchId, Guid ClientId, string ReasonCode, DateTimeOffset OccurredAt);
