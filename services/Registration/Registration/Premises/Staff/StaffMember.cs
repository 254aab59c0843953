using Clinic.Payroll.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>
/// What Registration needs to know of a person who works here: where, as what, and whether still. Facts may come in any order;
/// each side keeps the version it was told last, so that every order ends the same.
/// </summary>
[KnownHere(Awaited.Person, Once = nameof(Post))]
public sealed class StaffMember : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }

    /// <summary>The home branch.</summary>
    public Guid BranchId { get; private set; }

    /// <summary>Unknown while only the leaving was heard.</summary>
    public Post? Post { get; private set; }

    public bool HasLeft { get; private set; }

    /// <summary>The first day of work, where it was said.</summary>
    public DateOnly? HiredOn { get; private set; }

    /// <summary>When the onboarding was completed; until then a newcomer is not alone at a post .</summary>
    public DateTimeOffset? OnboardedAt { get; private set; }

    /// <summary>Until when the certificate of the group's own training holds that holds longest; nothing without one.</summary>
    public DateTimeOffset? CertifiedUntil { get; private set; }

    public int PostVersion { get; private set; }
    public int PresenceVersion { get; private set; }
    public uint Version { get; private set; }

    /// <summary>A person nothing is known of yet, first heard of at this branch.</summary>
    public static StaffMember Unknown(Guid id, Guid branch) => new() { Id = id, BranchId = branch };

    /// <summary>True while the person works at the branch in this post.</summary>
    public bool Is(Post post, Guid branch) => Post == post && BranchId == branch && !HasLeft;

    /// <summary>The person has a post at a branch as of this version.</summary>
    public void SetPost(Post post, Guid branch, int version)
    {
        if (version <= PostVersion)
            return;
        (Post, BranchId, PostVersion) = (post, branch, version);
    }

    /// <summary>The first day of work.</summary>
    public void SetHireDate(DateOnly day) => HiredOn = day;

    /// <summary>The person completed an onboarding; of several the first counts.</summary>
    public void CompleteOnboarding(DateTimeOffset at)
    {
        if (OnboardedAt is null || at < OnboardedAt)
            OnboardedAt = at.ToUniversalTime();
    }

    /// <summary>Until when the certificates hold that were issued and not withdrawn.</summary>
    public void SetCertified(DateTimeOffset? until) => CertifiedUntil = until;

    /// <summary>The person is here as of this version. False when something later is known.</summary>
    public bool ComeIn(int version)
    {
        if (version <= PresenceVersion)
            return false;

        (HasLeft, PresenceVersion) = (false, version);
        return true;
    }

    /// <summary>The person leaves as of this version, now or later. False when something later is known.</summary>
    public bool NoteDeparture(int version)
    {
        if (version <= PresenceVersion)
            return false;

        PresenceVersion = version;
        return true;
    }

    /// <summary>The last day is over.</summary>
    public void Leave() => HasLeft = true;
}
