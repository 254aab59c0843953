namespace Clinic.Registration.Visits;

/// <summary>
/// What happens in the room: the identity is compared, the doctor plans, the client consents, the treatment ends.
/// Only the assigned doctor does it, or a nurse where that is said.
/// </summary>
public sealed class Treatment
{
    const int MostYearsAhead = 2;

    public DateTimeOffset? VerifiedAt { get; private set; }
    public DateTimeOffset? PlannedAt { get; private set; }

    /// <summary>Which version of the plan counts; 0 before there is one.</summary>
    public int PlanVersion { get; private set; }

    /// <summary>When the client decided on the plan that counts; nothing while there is no decision.</summary>
    public DateTimeOffset? ConsentedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }
    public DateOnly? ReturnDate { get; private set; }

    /// <summary>R-076: the identity is compared again; without a match nothing is verified.</summary>
    public Refusal? Verify(VisitState state, bool byDoctorOrNurse, bool matches, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Collected) is { } refusal)
            return refusal;
        if (!byDoctorOrNurse)
            return VisitRefusals.NotTheDoctorOrANurse;

        if (matches)
            VerifiedAt = now;
        return null;
    }

    /// <summary>R-076: history, examination and plan by the doctor.</summary>
    public Refusal? Plan(VisitState state, bool byDoctor, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Verified) is { } refusal)
            return refusal;
        if (!byDoctor)
            return VisitRefusals.NotTheAssignedDoctor;

        (PlannedAt, PlanVersion) = (now, 1);
        return null;
    }

    /// <summary>R-092, WF-43: another plan, to which nobody has agreed yet.</summary>
    public Refusal? RevisePlan(VisitState state, bool byDoctor)
    {
        if (state.CheckState(VisitState.Planned, VisitState.Consented, VisitState.PlanDeclined) is { } refusal)
            return refusal;
        if (!byDoctor)
            return VisitRefusals.NotTheAssignedDoctor;

        (PlanVersion, ConsentedAt) = (PlanVersion + 1, null);
        return null;
    }

    /// <summary>
    /// all five disclosed and understood, then agreed; R-078: or declined, which nobody has to be talked out of first.
    /// </summary>
    public Refusal? Consent(VisitState state, bool byDoctor, bool allDisclosed, bool understood, bool agreed, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Planned) is { } refusal)
            return refusal;
        if (!byDoctor)
            return VisitRefusals.NotTheAssignedDoctor;
        if (agreed && !allDisclosed)
            return VisitRefusals.DisclosuresIncomplete;
        if (agreed && !understood)
            return VisitRefusals.NotUnderstood;

        ConsentedAt = now;
        return null;
    }

    /// <summary>WF-43: the client took the consent back; without a new one there is no treatment .</summary>
    public Refusal? LoseConsent(VisitState state, bool byDoctor)
    {
        if (state.CheckState(VisitState.Consented) is { } refusal)
            return refusal;
        if (!byDoctor)
            return VisitRefusals.NotTheAssignedDoctor;

        ConsentedAt = null;
        return null;
    }

    /// <summary>R-079: null when an order may be carried out now, by the doctor or a nurse.</summary>
    public static Refusal? CheckOrder(VisitState state, bool byDoctorOrNurse) =>
        state.CheckState(VisitState.Consented, VisitState.InTreatment) ?? (byDoctorOrNurse ? null : VisitRefusals.NotTheDoctorOrANurse);

    /// <summary>R-079, R-080, R-179: treated; return date and cautions told.</summary>
    public Refusal? End(VisitState state, bool byDoctor, DateOnly? returnDate, DateOnly today, DateTimeOffset now)
    {
        if (state.CheckState(VisitState.Consented, VisitState.InTreatment) is { } refusal)
            return refusal;
        if (!byDoctor)
            return VisitRefusals.NotTheAssignedDoctor;
        if (returnDate < today)
            return VisitRefusals.ReturnDatePassed;
        if (returnDate > today.AddYears(MostYearsAhead))
            return VisitRefusals.ReturnDateTooFar;

        (EndedAt, ReturnDate) = (now, returnDate);
        return null;
    }
}
