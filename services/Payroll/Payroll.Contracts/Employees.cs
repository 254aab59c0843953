using Clinic.Contracts;

namespace Clinic.Payroll.Contracts;

/// <summary>The post a person is hired for; it decides which roles the account gets (catalogue of posts 1.2, access matrix 5.2).</summary>
public enum Post
{
    Receptionist,
    Greeter,
    Guide,
    TriageOfficer,
    Doctor,
    Nurse,
    Cashier,
    BranchManager,
    HrOfficer,
    PayrollOfficer,
    Escort,
    EscortLead,
    CustomerServiceAgent,
    QualityOfficer,
    Trainer,
    Director,
}

/// <summary>EV-01. HR hired a person for a post at a home branch. Said once per employment.</summary>
[Fact("employees.read")]
public sealed record EmployeeHired(
    Guid EmployeeId,
    Guid BranchId,
    Post Post,
    Guid? SupervisorId,
    DateOnly HireDate,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>EV-02. A person changed post (transfer or promotion).</summary>
[Fact("employees.read")]
public sealed record PostAdjusted(Guid EmployeeId, Guid BranchId, Post OldPost, Post NewPost, DateTimeOffset OccurredAt, int Version);

/// <summary>
/// EV-03. HR recorded that a person leaves. The post is vacant and the account stops after <see cref="LastDay"/>, the last day of work by
/// the calendar of the branch; without one, at once. <see cref="DepartureWithdrawn"/> with a higher version takes it back.
/// </summary>
[Fact("employees.read")]
public sealed record EmployeeLeft(
    Guid EmployeeId,
    Guid BranchId,
    string ReasonCode,
    DateTimeOffset OccurredAt,
    int Version,
    DateOnly? LastDay = null
);

/// <summary>A departure was recorded by mistake: the person is still there, at the post held before (EV-03).</summary>
[Fact("employees.read")]
public sealed record DepartureWithdrawn(Guid EmployeeId, Guid BranchId, Post Post, DateTimeOffset OccurredAt, int Version);

/// <summary>A hiring was recorded by mistake: the person was never employed, and nothing that followed from it stands (EV-01).</summary>
[Fact("employees.read")]
public sealed record HireWithdrawn(Guid EmployeeId, Guid BranchId, DateTimeOffset OccurredAt, int Version);

/// <summary>EV-04. A person signed the confidentiality agreement; client data may open to the account .</summary>
[Fact("employees.read")]
public sealed record ConfidentialityAgreementSigned(Guid EmployeeId, Guid BranchId, string DocumentVersion, DateTimeOffset SignedAt);

/// <summary>
/// What a member of staff is called, as on the badge, and at which post: with the hiring, with each post, and when HR corrects a name. Of
/// two facts the one with the higher version holds. The only fact with a person's name in it, and never a client's.
/// </summary>
/// <param name="LatinName">The same name in Latin letters, when the badge has one.</param>
[Fact("employees.read")]
public sealed record EmployeeNamed(
    Guid EmployeeId,
    Guid BranchId,
    string Name,
    string? LatinName,
    Post Post,
    DateTimeOffset OccurredAt,
    int Version
);
