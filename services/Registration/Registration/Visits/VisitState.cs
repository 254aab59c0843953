namespace Clinic.Registration.Visits;

/// <summary>How far a visit is. Being greeted is a fact beside it.</summary>
public enum VisitState
{
    Registered,
    Triaged,
    DoctorNotified,
    Collected,
    Verified,
    Planned,
    PlanDeclined,
    Consented,
    InTreatment,
    Treated,
    ChartReturned,
    Completed,
    Farewelled,
    Voided,
    LeftWithoutTreatment,
}

/// <summary>The order of the states of a visit.</summary>
public static class VisitStates
{
    /// <summary>The states in which nobody collected the client yet.</summary>
    public static readonly IReadOnlyList<VisitState> Waiting = [VisitState.Registered, VisitState.Triaged, VisitState.DoctorNotified];

    /// <summary>True while nobody collected the client yet.</summary>
    public static bool IsWaiting(this VisitState state) => Waiting.Contains(state);

    /// <summary>The step that follows a state, or null when the visit is over.</summary>
    public static string? NextStep(this VisitState state) =>
        state switch
        {
            VisitState.Registered => "triage",
            VisitState.Triaged => "doctor-notification",
            VisitState.DoctorNotified => "collection",
            VisitState.Collected => "identity-check",
            VisitState.Verified => "plan",
            VisitState.Planned => "consent",
            VisitState.Consented or VisitState.InTreatment => "treatment",
            VisitState.Treated or VisitState.PlanDeclined => "chart-return",
            VisitState.ChartReturned => "completion",
            VisitState.Completed => "farewell",
            _ => null,
        };

    /// <summary>Null when the visit is in one of these states, else the refusal that names the step that is due.</summary>
    public static Refusal? CheckState(this VisitState state, params ReadOnlySpan<VisitState> due) =>
        due.Contains(state) ? null : VisitRefusals.OutOfOrder(state);

    /// <summary>Null while nobody collected the client yet, else the refusal that names the step that is due.</summary>
    public static Refusal? CheckUncollected(this VisitState state) => state.IsWaiting() ? null : VisitRefusals.OutOfOrder(state);

    /// <summary>Null while nobody collected the client yet, else the refusal that says that the client does not wait.</summary>
    public static Refusal? CheckWaiting(this VisitState state) => state.IsWaiting() ? null : VisitRefusals.NotWaiting;
}
