using Clinic.Payroll.Contracts;

namespace Clinic.Escort.Escorts;

/// <summary>Where an escort stands (WF-02). <c>NotAnEscort</c> is a person heard of who was not hired as escort.</summary>
public enum ProfileState
{
    NotAnEscort,
    InOnboarding,
    Qualified,
    Active,
    Suspended,
    Left,
}

/// <summary>In which states what holds.</summary>
public static class ProfileStates
{
    /// <summary>An escort who works here and is not suspended.</summary>
    public static readonly IReadOnlyList<ProfileState> AtWork = [ProfileState.InOnboarding, ProfileState.Qualified, ProfileState.Active];
}

/// <summary>
/// What Escort knows of a person of the group and, once hired as escort, of what makes them assignable (WF-02; ). Facts
/// about a person come in any order; each side keeps the version or time it was told last, so that every order ends the same.
/// </summary>
[KnownHere(Awaited.Person, Once = nameof(Post))]
public sealed class EscortProfile : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; private set; }

    /// <summary>Unknown until the hiring is heard.</summary>
    public Post? Post { get; private set; }
    public int PostVersion { get; private set; }
    public bool HasLeft { get; private set; }

    /// <summary>The first day of work, by the calendar of the branch; unknown of a hiring that an earlier build heard.</summary>
    public DateOnly? FirstDay { get; private set; }

    /// <summary>Of the last word on the first day.</summary>
    public int HiredVersion { get; private set; }

    /// <summary>When the last day of work is over, of somebody who leaves or left.</summary>
    public DateTimeOffset? LeavesAt { get; private set; }

    /// <summary>The hiring was a mistake: the person was never employed.</summary>
    public bool WasNeverHired { get; private set; }
    public int PresenceVersion { get; private set; }
    public string? CertificateNumber { get; private set; }
    public DateTimeOffset? CertifiedUntil { get; private set; }
    public string? AgreementVersion { get; private set; }
    public DateTimeOffset? AgreementSignedAt { get; private set; }

    /// <summary>Version of the latest word on how many assessments in a row are failed.</summary>
    public int FailedVersion { get; private set; }
    public int FailuresInRow { get; private set; }
    public ProfileState State { get; private set; }

    /// <summary>When the person first was an escort.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? ActivatedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>True while the post is the escort's.</summary>
    public bool IsEscort => Post == Payroll.Contracts.Post.Escort && !WasNeverHired;

    /// <summary>True while the person works here, in whatever post.</summary>
    public bool WorksHere => Post is not null && !HasLeft && !WasNeverHired;

    /// <summary>True while the person does an escort's work at a branch, also while suspended.</summary>
    public bool ServesAt(Guid branch) => IsEscort && !HasLeft && BranchId == branch;

    /// <summary>True while the person leads the escorts of a branch.</summary>
    public bool Leads(Guid branch) => WorksHere && Post == Payroll.Contracts.Post.EscortLead && BranchId == branch;

    /// <summary>True when the person works here on a day already, as far as is known.</summary>
    public bool WorksFrom(DateOnly day) => !(day < FirstDay);

    /// <summary>True when the person still works here at an instant, as far as is known.</summary>
    public bool WorksUntil(DateTimeOffset until) => !HasLeft && !(LeavesAt < until);

    /// <summary>A person nothing is known of yet, first heard of at this branch.</summary>
    public static EscortProfile Unknown(Guid id, Guid branch) => new() { Id = id, BranchId = branch };

    /// <summary>Hired for a post, maybe ahead of the first day of work.</summary>
    public void Hire(Post post, Guid branch, DateOnly firstDay, int version)
    {
        Return(post, branch, version);
        if (version > HiredVersion)
            (FirstDay, HiredVersion) = (firstDay, version);
    }

    /// <summary>R-001: another post from now on.</summary>
    public void AdjustPost(Post post, Guid branch, int version)
    {
        if (Post is not null && version <= PostVersion)
            return;
        (Post, BranchId, PostVersion) = (post, branch, version);
    }

    /// <summary>Leaves the group, at once or when the last day of work is over.</summary>
    public void Leave(DateTimeOffset at, int version)
    {
        if (version > PresenceVersion)
            (LeavesAt, PresenceVersion) = (at, version);
    }

    /// <summary>Is here after all, at the post held before: hired, or the departure was recorded by mistake.</summary>
    public void Return(Post post, Guid branch, int version)
    {
        AdjustPost(post, branch, version);
        if (version > PresenceVersion)
            (HasLeft, LeavesAt, PresenceVersion) = (false, null, version);
    }

    /// <summary>The hiring was recorded by mistake; nothing that followed from it stands.</summary>
    public void WithdrawHire() => WasNeverHired = true;

    /// <summary>R-008: a certificate of the company's own training; of those that count the one valid longest is shown.</summary>
    public void Certify(IEnumerable<HeldCertificate> held)
    {
        var best = held.Where(certificate => certificate.Counts)
            .OrderByDescending(certificate => certificate.ValidUntil)
            .ThenByDescending(certificate => certificate.Number, StringComparer.Ordinal)
            .FirstOrDefault();
        (CertificateNumber, CertifiedUntil) = (best?.Number, best?.ValidUntil);
    }

    /// <summary>R-053: signed to keep secrets; the agreement signed last counts.</summary>
    public void Sign(string document, DateTimeOffset at)
    {
        if (AgreementSignedAt > at || (AgreementSignedAt == at && string.CompareOrdinal(AgreementVersion, document) >= 0))
            return;
        (AgreementVersion, AgreementSignedAt) = (document, at.ToUniversalTime());
    }

    /// <summary>R-036: how many assessments in a row are failed, as of this verdict.</summary>
    public void CountFailures(int inRow, int version)
    {
        if (version > FailedVersion)
            (FailedVersion, FailuresInRow) = (version, inRow);
    }

    /// <summary>Where the person stands now, given whether a suspension is in force; answers where they stood before.</summary>
    public ProfileState RecomputeState(bool suspended, DateTimeOffset now)
    {
        var before = State;
        if (LeavesAt is { } at)
            HasLeft = at <= now;
        State =
            !IsEscort ? ProfileState.NotAnEscort
            : HasLeft ? ProfileState.Left
            : suspended ? ProfileState.Suspended
            : CertificateNumber is null ? ProfileState.InOnboarding
            : AgreementVersion is null ? ProfileState.Qualified
            : ProfileState.Active;
        if (State == ProfileState.Active)
            ActivatedAt ??= now;
        return before;
    }

    /// <summary>True the first time the person is an escort.</summary>
    public bool Open(DateTimeOffset now)
    {
        if (State == ProfileState.NotAnEscort || OpenedAt is not null)
            return false;
        OpenedAt = now;
        return true;
    }
}
