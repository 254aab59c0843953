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

    public bool HasLeft { get; private set; }
    public int PresenceVersion { get; private set; }
    public string? CertificateNumber { get; private set; }
    public DateTimeOffset? CertifiedUntil { get; private set; }
    public string? AgreementVersion { get; private set; }
    public DateTimeOffset? AgreementSignedAt { get; private set; }

    /// <summary>Version of the latest assessment that was failed.</summary>
    public int FailedVersion { get; private set; }

    public int FailuresInRow { get; private set; }

    /// <summary>Version of the latest resit that was passed: every failure and suspension before it is over.</summary>
    public int PassedVersion { get; private set; }

    public ProfileState State { get; private set; }
    public DateTimeOffset? ActivatedAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>True once hired as escort.</summary>
    public bool IsEscort => Post == Payroll.Contracts.Post.Escort;

    /// <summary>True while the person works here, in whatever post.</summary>
    public bool WorksHere => Post is not null && !HasLeft;

    /// <summary>A person nothing is known of yet, first heard of at this branch.</summary>
    public static EscortProfile Unknown(Guid id, Guid branch) => new() { Id = id, BranchId = branch };

    /// <summary>Hired for a post at a home branch.</summary>
    public void Hire(Post post, Guid branch, int version)
    {
        (Post, BranchId) = (post, branch);
        SetPresence(true, version);
    }

    /// <summary>Left the group.</summary>
    public void Leave(int version) => SetPresence(false, version);

    /// <summary>R-008: a certificate of the company's own training; the one valid longest counts.</summary>
    public void Certify(string number, DateTimeOffset until)
    {
        if (CertifiedUntil > until || (CertifiedUntil == until && string.CompareOrdinal(CertificateNumber, number) >= 0))
            return;
        (CertificateNumber, CertifiedUntil) = (number, until.ToUniversalTime());
    }

    /// <summary>R-053: signed to keep secrets; the agreement signed last counts.</summary>
    public void Sign(string document, DateTimeOffset at)
    {
        if (AgreementSignedAt > at || (AgreementSignedAt == at && string.CompareOrdinal(AgreementVersion, document) >= 0))
            return;
        (AgreementVersion, AgreementSignedAt) = (document, at.ToUniversalTime());
    }

    /// <summary>R-036: an assessment was failed.</summary>
    public void Fail(int inRow, int version)
    {
        if (version > FailedVersion)
            (FailedVersion, FailuresInRow) = (version, inRow);
    }

    /// <summary>R-036: a resit was passed.</summary>
    public void Pass(int version) => PassedVersion = Math.Max(PassedVersion, version);

    /// <summary>Where the person stands now, given whether a suspension is in force; answers where they stood before.</summary>
    public ProfileState RecomputeState(bool suspended, DateTimeOffset now)
    {
        var before = State;
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

    void SetPresence(bool here, int version)
    {
        if (version <= PresenceVersion)
            return;
        (HasLeft, PresenceVersion) = (!here, version);
    }
}
