using Clinic.Payroll.Contracts;

namespace Clinic.Feedback.Staff;

/// <summary>
/// An employee as far as complaints need it: where, as what, and until when. A person of any branch may be accused anywhere, so nobody's
/// branch hides them. Post and presence keep the version each was told with, so that every order of facts ends the same.
/// </summary>
[OutsideScope("Holds ids, home branches and posts of employees; that somebody works for the group harms nobody.")]
[KnownHere(Awaited.Person)]
public sealed class StaffMember
{
    public Guid Id { get; init; }
    public Guid BranchId { get; private set; }
    public Post Post { get; private set; }

    /// <summary>The end of the last day of work; nothing while nobody said that the person leaves.</summary>
    public DateTimeOffset? LeavesAt { get; private set; }

    /// <summary>True when the hiring was a mistake: the person was never employed.</summary>
    public bool NeverHired { get; private set; }

    public int PostVersion { get; private set; }
    public int PresenceVersion { get; private set; }

    /// <summary>True while the person works here.</summary>
    public bool WorksAt(DateTimeOffset now) => !NeverHired && (LeavesAt is null || now < LeavesAt);

    /// <summary>True while the person answers for a branch.</summary>
    public bool IsManagerAt(DateTimeOffset now) => Post == Post.BranchManager && WorksAt(now);

    /// <summary>True while the person has a post at a branch that handles complaints, which no post does for the whole group.</summary>
    public bool HandlesComplaintsOf(Guid branch) =>
        !NeverHired && BranchId == branch && Post is Post.BranchManager or Post.CustomerServiceAgent;

    /// <summary>The person has a post at a branch as of this version.</summary>
    public void SetPost(Post post, Guid branch, int version)
    {
        if (version <= PostVersion)
            return;
        (Post, BranchId, PostVersion) = (post, branch, version);
    }

    /// <summary>The person works here until an instant, or without an end, as of this version.</summary>
    public void SetPresence(DateTimeOffset? until, int version)
    {
        if (version <= PresenceVersion)
            return;
        (LeavesAt, NeverHired, PresenceVersion) = (until, false, version);
    }

    /// <summary>The hiring was a mistake, as of this version.</summary>
    public void WithdrawHiring(int version)
    {
        if (version <= PresenceVersion)
            return;
        (NeverHired, LeavesAt, PresenceVersion) = (true, null, version);
    }
}
