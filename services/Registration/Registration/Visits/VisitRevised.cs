using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits;

/// <summary>What is said again in a visit: its type, its plan, the client's consent.</summary>
public sealed partial class Visit
{
    public DateTimeOffset? TypeConfirmedAt { get; private set; }
    public Guid? TypeConfirmedBy { get; private set; }

    /// <summary>Which version of the plan counts; 0 before there is one.</summary>
    public int PlanVersion { get; private set; }

    /// <summary>RPT-03: a person says whether it is a first or a return visit.</summary>
    public Refusal? ConfirmType(VisitType type, Guid by, DateTimeOffset now)
    {
        if (State == VisitState.Voided)
            return VisitRefusals.OutOfOrder(State);

        (Type, TypeConfirmedBy, TypeConfirmedAt) = (type, by, now);
        return null;
    }

    /// <summary>R-092, WF-43: another plan, to which nobody has agreed yet.</summary>
    public Refusal? RevisePlan(Guid by)
    {
        if (State is not (VisitState.Planned or VisitState.Consented or VisitState.PlanDeclined))
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId)
            return VisitRefusals.NotTheAssignedDoctor;

        (PlanVersion, ConsentedAt, State) = (PlanVersion + 1, null, VisitState.Planned);
        return null;
    }

    /// <summary>WF-43: the client took the consent back; without a new one there is no treatment .</summary>
    public Refusal? LoseConsent(Guid by)
    {
        if (State != VisitState.Consented)
            return VisitRefusals.OutOfOrder(State);
        if (by != DoctorId)
            return VisitRefusals.NotTheAssignedDoctor;

        (ConsentedAt, State) = (null, VisitState.Planned);
        return null;
    }
}
