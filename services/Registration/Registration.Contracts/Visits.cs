using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>First visit, return visit, or a visitor who is not treated.</summary>
public enum VisitType
{
    First,
    Return,
}

/// <summary>What a person did in a visit.</summary>
public enum ServicePart
{
    Greeting,
    Reception,
    Triage,
    Collection,
    Treatment,
    ChartReception,
    CheckOut,
}

/// <summary>One person's part in a visit.</summary>
public sealed record Served(Guid EmployeeId, ServicePart Part);

/// <summary>EV-45. A client is at the door and known; the day's ticket is given.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record ClientArrived(
    Guid VisitId,
    Guid BranchId,
    Guid ClientId,
    Guid? AppointmentId,
    DateTimeOffset OccurredAt,
    Guid? EngagementId = null
);

/// <summary>EV-47. The greeting took longer than the branch allows .</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record GreetingLate(Guid VisitId, Guid BranchId, Guid EmployeeId, int Seconds, int Limit, DateTimeOffset OccurredAt);

/// <summary>A client was given to a department and a doctor. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record PatientTriaged(Guid VisitId, Guid BranchId, Guid DepartmentId, Guid DoctorId, string Way, DateTimeOffset OccurredAt);

/// <summary>The doctor was told that the client waits; the pick-up clock runs. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record DoctorNotified(Guid VisitId, Guid BranchId, Guid DoctorId, DateTimeOffset DueAt, DateTimeOffset OccurredAt);

/// <summary>EV-48. Nobody collected the client within the branch's minutes .</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record DoctorPickupOverdue(
    Guid VisitId,
    Guid BranchId,
    Guid DoctorId,
    int LimitSeconds,
    DateTimeOffset DueAt,
    DateTimeOffset OccurredAt
);

/// <summary>The client agreed to a plan after five disclosures. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record ConsentSigned(Guid VisitId, Guid BranchId, int DeclinedItems, DateTimeOffset OccurredAt);

/// <summary>Treatment ended with a return date and cautions. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record TreatmentFinished(Guid VisitId, Guid BranchId, Guid DoctorId, DateOnly? ReturnDate, DateTimeOffset OccurredAt);

/// <summary>
/// EV-50. The visit is over: treated, chart back at the desk, formalities done. Said once per visit; <see cref="VisitVoided"/>
/// with a higher version may take it back.
/// </summary>
[Fact("visits.read")]
public sealed record VisitCompleted(
    Guid VisitId,
    Guid BranchId,
    Guid ClientId,
    VisitType Type,
    Guid DepartmentId,
    Guid DoctorId,
    IReadOnlyList<Served> ServedBy,
    bool Purchased,
    DateTimeOffset CompletedAt,
    DateOnly? ReturnDate,
    int Version,
    Guid? EngagementId = null
);

/// <summary>A completed visit was entered by mistake and is taken back with a reason; what followed from it is undone.</summary>
[Fact("visits.read")]
public sealed record VisitVoided(Guid VisitId, Guid BranchId, string ReasonCode, DateTimeOffset OccurredAt, int Version);

/// <summary>Why a client was given to another doctor.</summary>
public enum RetriageCause
{
    DoctorUnavailable,
    ClientAsks,
    WrongTriage,
}

/// <summary>
/// EV-58. A client was given to another doctor or department with a reason; the first assignment, by this officer, is taken back
/// . Timeline only.
/// </summary>
[Fact("visits.read", HasListeners = false)]
public sealed record PatientRetriaged(
    Guid VisitId,
    Guid BranchId,
    Guid OldDoctorId,
    Guid DepartmentId,
    Guid DoctorId,
    string Way,
    DateTimeOffset OccurredAt,
    Guid? OfficerId = null,
    RetriageCause? Cause = null
);

/// <summary>
/// EV-52. The client left before anyone collected them, or declined the plan. Timeline only until somebody calls them back.
/// </summary>
[Fact("visits.read", HasListeners = false)]
public sealed record PatientLost(Guid VisitId, Guid BranchId, Guid ClientId, string ReasonCode, DateTimeOffset OccurredAt);

/// <summary>A visit was taken for a first one or a return one by mistake and counts as this from now on. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record VisitTypeCorrected(Guid VisitId, Guid BranchId, VisitType Type, DateTimeOffset OccurredAt);

/// <summary>The client took a signed consent back before the treatment ended (WF-43). Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record ConsentWithdrawn(Guid VisitId, Guid BranchId, DateTimeOffset OccurredAt);

/// <summary>
/// EV-46. The visit is registered: the client has a ticket and paid what is due first.
/// </summary>
[Fact("visits.read")]
public sealed record VisitRegistered(
    Guid VisitId,
    Guid BranchId,
    Guid ClientId,
    VisitType Type,
    DateTimeOffset OccurredAt,
    Guid? EngagementId = null
);

/// <summary>
/// EV-49. A client waited longer than the branch leaves anybody without comfort, counted from the triage. Timeline only.
/// </summary>
[Fact("visits.read", HasListeners = false)]
public sealed record WaitingTooLong(Guid VisitId, Guid BranchId, int Minutes, DateTimeOffset DueAt, DateTimeOffset OccurredAt);

/// <summary>EV-51. A client is expected back on this day and did not come since. Timeline only.</summary>
[Fact("visits.read", HasListeners = false)]
public sealed record ReturnVisitDue(Guid VisitId, Guid BranchId, Guid ClientId, DateOnly ReturnDate, DateTimeOffset OccurredAt);
