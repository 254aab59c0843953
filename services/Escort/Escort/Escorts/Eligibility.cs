namespace Clinic.Escort.Escorts;

/// <summary>
/// Whether a person can accompany from one instant to another, with every reason why not, as codes. What was found is kept with
/// the assignment.
/// </summary>
/// <param name="Reasons">Empty when eligible.</param>
public sealed record Eligibility(
    [Employee] Guid EscortId,
    bool Eligible,
    IReadOnlyList<string> Reasons,
    ProfileState? Status,
    string? CertificateNumber,
    DateTimeOffset? CertifiedUntil,
    string? AgreementVersion
)
{
    public const string Unknown = "escort.unknown",
        OtherBranch = "branch.other",
        CertificateMissing = "certificate.missing",
        CertificateExpired = "certificate.expired",
        ConfidentialityMissing = "confidentiality.missing",
        Suspended = "suspended",
        BeforeFirstDay = "before-first-day",
        Left = "left",
        OnLeave = "on-leave",
        Overlap = "overlap";

    /// <summary>R-001, R-008, R-053, R-060: the answer, from what is known.</summary>
    /// <param name="day">The day of the branch's calendar on which the span begins.</param>
    /// <param name="until">The end of the span.</param>
    public static Eligibility Judge(
        EscortProfile? profile,
        Guid person,
        Guid branch,
        DateOnly day,
        DateTimeOffset until,
        bool onLeave,
        bool overlaps
    )
    {
        if (profile is not { IsEscort: true })
            return new(person, false, [Unknown], profile?.State, null, null, null);
        List<string> reasons = [];
        if (profile.BranchId != branch)
            reasons.Add(OtherBranch);
        if (profile.CertificateNumber is null)
            reasons.Add(CertificateMissing);
        else if (profile.CertifiedUntil < until)
            reasons.Add(CertificateExpired);
        if (profile.AgreementVersion is null)
            reasons.Add(ConfidentialityMissing);
        if (profile.State == ProfileState.Suspended)
            reasons.Add(Suspended);
        if (!profile.WorksFrom(day))
            reasons.Add(BeforeFirstDay);
        if (!profile.WorksUntil(until))
            reasons.Add(Left);
        if (onLeave)
            reasons.Add(OnLeave);
        if (overlaps)
            reasons.Add(Overlap);
        return new(
            person,
            reasons.Count == 0,
            reasons,
            profile.State,
            profile.CertificateNumber,
            profile.CertifiedUntil,
            profile.AgreementVersion
        );
    }
}
