namespace Clinic.Registration.Appointments;

/// <summary>
/// How far an appointment is (WF-03). Held, Booked, Notified and CheckedIn take the time of doctor, room and client; a state that
/// frees it stays out of the database's overlap constraints.
/// </summary>
public enum AppointmentState
{
    Requested,
    Held,
    Booked,
    Notified,
    CheckedIn,
    Fulfilled,
    Cancelled,
    NoShow,
    NeedsReschedule,
}

/// <summary>In which states what holds.</summary>
public static class AppointmentStates
{
    /// <summary>The states in which nobody else gets the time.</summary>
    public static readonly IReadOnlyList<AppointmentState> Taking =
    [
        AppointmentState.Held,
        AppointmentState.Booked,
        AppointmentState.Notified,
        AppointmentState.CheckedIn,
    ];

    /// <summary>The client is expected.</summary>
    public static readonly IReadOnlyList<AppointmentState> Expecting = [AppointmentState.Booked, AppointmentState.Notified];

    /// <summary>Not kept yet, or kept for a client who is not here: what the client or the desk can call off.</summary>
    public static readonly IReadOnlyList<AppointmentState> Cancellable =
    [
        AppointmentState.Requested,
        AppointmentState.Held,
        .. Expecting,
        AppointmentState.NeedsReschedule,
    ];

    /// <summary>A time is kept, or was.</summary>
    public static readonly IReadOnlyList<AppointmentState> BookedOrLater =
    [
        .. Expecting,
        AppointmentState.CheckedIn,
        AppointmentState.Fulfilled,
    ];
}
