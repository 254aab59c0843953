using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>EV-42. A time with a department, and a doctor where one was named, is kept for a client .</summary>
[Fact("visits.read")]
public sealed record AppointmentBooked(
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    Guid DepartmentId,
    Guid? DoctorId,
    DateTimeOffset StartsAt,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);

/// <summary>EV-43. An asked-for appointment cannot be had, with the reason .</summary>
[Fact("visits.read")]
public sealed record AppointmentRefused(Guid EngagementId, Guid BranchId, Guid ClientId, string ReasonCode, DateTimeOffset OccurredAt);

/// <summary>
/// EV-43. The desk gave an appointment another time; what was confirmed for the old one no longer holds. Of two facts of one
/// appointment the later <c>OccurredAt</c> counts.
/// </summary>
[Fact("visits.read")]
public sealed record AppointmentRescheduled(
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    Guid DepartmentId,
    Guid? DoctorId,
    DateTimeOffset OldStartsAt,
    DateTimeOffset StartsAt,
    string ReasonCode,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);

/// <summary>EV-43. An appointment was called off by the client or the desk .</summary>
[Fact("visits.read")]
public sealed record AppointmentCancelled(
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    DateTimeOffset StartsAt,
    string ReasonCode,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);

/// <summary>
/// EV-43. The doctor of an appointment cannot be there; the desk looks for another time. <see cref="AppointmentBooked"/> follows when it
/// stands again.
/// </summary>
[Fact("visits.read")]
public sealed record AppointmentNeedsReschedule(
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    Guid DepartmentId,
    Guid DoctorId,
    DateTimeOffset StartsAt,
    string ReasonCode,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);

/// <summary>EV-44. The client did not come within the grace of the branch; each not-coming has an id of its own.</summary>
[Fact("visits.read")]
public sealed record AppointmentNoShow(
    Guid NoShowId,
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    DateTimeOffset StartsAt,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);

/// <summary>The desk took a no-show back with a reason; what followed from it is undone.</summary>
[Fact("visits.read")]
public sealed record AppointmentNoShowReversed(
    Guid NoShowId,
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    DateTimeOffset StartsAt,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);

/// <summary>The client was told the time of the appointment, or could not be reached. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record AppointmentReminderSent(
    Guid AppointmentId,
    Guid BranchId,
    Guid ClientId,
    string ChannelCode,
    bool Reached,
    Guid? EngagementId,
    DateTimeOffset OccurredAt
);
