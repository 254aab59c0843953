using Clinic.Registration.ClientRecords.Consents;

namespace Clinic.Registration.Visits.Consultation;

/// <summary>How far a consent to a plan is (WF-43).</summary>
public enum InformedState
{
    Prepared,
    Explained,
    Agreed,
    Declined,
    Withdrawn,
    Superseded,
}

/// <summary>
/// A client's consent to one version of a plan (WF-43, R-077, R-136): the form prepared, the five disclosures explained, signed or
/// declined, perhaps taken back. A new version of the plan needs a new one. What it says stands in the chart, here only how far it is.
/// </summary>
public sealed class InformedConsent : IBranchScoped, IVersioned
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public Guid VisitId { get; init; }
    public int PlanVersion { get; init; }

    /// <summary>Counts the consents of the visit; also the version of their pages in the chart.</summary>
    public int Ordinal { get; init; }

    /// <summary>How many items the form has; nothing when there was no form.</summary>
    public int? Items { get; init; }

    public InformedState State { get; private set; }
    public DateTimeOffset PreparedAt { get; init; }
    public DateTimeOffset? ExplainedAt { get; private set; }

    /// <summary>R-350: what the client answered when asked whether they feel prepared and confident.</summary>
    public bool? Confident { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }
    public SignedBy? SignedBy { get; private set; }
    public int DeclinedItems { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawalReason { get; private set; }
    public uint Version { get; private set; }

    /// <summary>R-136: all five were disclosed, and questions answered.</summary>
    public Refusal? Explain(bool allDisclosed, bool? confident, DateTimeOffset now)
    {
        if (State is not (InformedState.Prepared or InformedState.Explained))
            return VisitRefusals.ConsentDecided;
        if (!allDisclosed)
            return VisitRefusals.DisclosuresIncomplete;

        (State, ExplainedAt, Confident) = (InformedState.Explained, now, confident);
        return null;
    }

    /// <summary>
    /// signed, or declined; single items may be declined either way, and who declines all of them does not sign.
    /// </summary>
    public Refusal? Decide(bool agreed, int declinedItems, SignedBy by, DateTimeOffset now)
    {
        if (State != InformedState.Explained)
            return VisitRefusals.ConsentNotExplained;
        if (agreed && Items is { } items && declinedItems >= items)
            return VisitRefusals.NothingAgreed;

        State = agreed ? InformedState.Agreed : InformedState.Declined;
        DecidedAt = now;
        SignedBy = by;
        DeclinedItems = declinedItems;
        return null;
    }

    /// <summary>The client took it back.</summary>
    public void Withdraw(string reason, DateTimeOffset now) =>
        (State, WithdrawalReason, WithdrawnAt) = (InformedState.Withdrawn, reason, now);

    /// <summary>The plan it was for is no more.</summary>
    public void Supersede() => State = InformedState.Superseded;
}
