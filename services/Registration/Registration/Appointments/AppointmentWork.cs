namespace Clinic.Registration.Appointments;

/// <summary>
/// What waits for the desk about an appointment, by its state (WF-03): a wish needs a time, a lost time another one, and the client is told
/// each, by the time it names. A client who is expected anyway is not called back besides.
/// </summary>
static class AppointmentWork
{
    const string Noun = "appointment";

    public static readonly WorkKind FindTime = new("registration-appointment.time", nameof(HoldSlot), Noun, Rights.BookAppointments),
        Move = new("registration-appointment.reschedule", nameof(RescheduleAppointment), Noun, Rights.BookAppointments),
        Tell = new("registration-appointment.notice", nameof(TellClient), Noun, Rights.BookAppointments);

    /// <summary>
    /// The return date is near, and due; about the client, with the visit at which it was told. Ends with any booking or visit.
    /// </summary>
    public static readonly WorkKind ComeBack = new("registration-client.return-visit", nameof(BookSlot), "client", Rights.BookAppointments);

    /// <summary>The appointments that need a time, or of which the client is not told.</summary>
    public static OpenNouns Open(RegistrationDb db) =>
        OpenNouns.Of(
            db.Appointments.Where(appointment =>
                appointment.State == AppointmentState.Requested
                || appointment.State == AppointmentState.NeedsReschedule
                || (AppointmentStates.Expecting.Contains(appointment.State) && appointment.Deadlines.NoticeDueAt != null)
            ),
            appointment => appointment.Id
        );

    /// <summary>Writes down what waits about every appointment that this save changes.</summary>
    public static async Task Keep(RegistrationDb db, CancellationToken stop)
    {
        foreach (var appointment in db.Changing<Appointment>())
        {
            db.KeepWork(
                appointment.Id,
                appointment.BranchId,
                [FindTime, Move, Tell],
                Next(appointment) is { } next ? [new(next, DueAt: appointment.StartsAt)] : []
            );
            if (AppointmentStates.Expecting.Contains(appointment.State))
                await db.SettleWork(ComeBack, appointment.ClientId, stop);
        }
    }

    static WorkKind? Next(Appointment appointment) =>
        appointment.State switch
        {
            AppointmentState.Requested => FindTime,
            AppointmentState.NeedsReschedule => Move,
            AppointmentState.Booked or AppointmentState.Notified when appointment.Deadlines.NoticeDueAt is not null => Tell,
            _ => null,
        };
}
