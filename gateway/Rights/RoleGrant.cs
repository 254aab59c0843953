using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Rights;

/// <summary>Why a person has a role.</summary>
public enum GrantSource
{
    Post,
    Administrator,
    Bootstrap,
}

/// <summary>How a grant stands at an instant.</summary>
public enum GrantState
{
    Ahead,
    InForce,
    Ended,
}

/// <summary>A role given to a person besides those of the post, at a branch or in the group, for a time, with a reason.</summary>
[OutsideScope("Who has which right is read to find out what the caller may see; it opens with accounts.read.")]
sealed class RoleGrant
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Role Role { get; init; }
    public Guid? BranchId { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset? Until { get; init; }
    public GrantSource Source { get; init; }
    public required string Reason { get; init; }
    public Guid GivenBy { get; init; }
    public DateTimeOffset GivenAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndReason { get; private set; }

    /// <summary>Takes the role away now; one that ended already has ended.</summary>
    public void End(string reason, DateTimeOffset now)
    {
        if (EndedAt is null)
            (EndedAt, EndReason) = (now, reason);
    }

    /// <summary>How it stands at an instant.</summary>
    public GrantState StateAt(DateTimeOffset now) =>
        EndedAt is not null || Until <= now ? GrantState.Ended
        : From > now ? GrantState.Ahead
        : GrantState.InForce;
}

/// <summary>A role that a post brings, at the home branch or in the group.</summary>
[OutsideScope("The group's own table of posts; concerns no person.")]
sealed class PostRole
{
    public Post Post { get; init; }
    public Role Role { get; init; }
    public bool GroupWide { get; init; }
}

/// <summary>A person signed the confidentiality agreement.</summary>
[OutsideScope("Ids and times, read to find out what the caller may see.")]
sealed class AgreementSigned
{
    public Guid EmployeeId { get; init; }
    public required string DocumentVersion { get; init; }
    public DateTimeOffset SignedAt { get; init; }
}
