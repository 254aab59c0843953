namespace Clinic.Registration.Appointments;

/// <summary>What waits for the desk about an appointment, by its state (WF-03), and that a client is expected back .</summary>
static class AppointmentWork
{
    public static readonly WorkKind FindTime = new("registration.find-time", nameof(HoldSlot), "appointment", Rights.BookAppointments),
        Move = new("registration.move-appointment", nameof(RescheduleAppointment), "appointment", Rights.BookAppointments),
        Tell = new("registration.tell-client", nameof(TellClient), "appointment", Rights.BookAppointments);

    /// <summary>The return date is near: about the client, with the visit at which it was told. Ends with any booking or visit.</summary>
    public static readonly WorkKind ComeBack = new("registration.come-back", nameof(BookSlot), "client", Rights.BookAppointments);

    /// <summary>A wish needs a time, a lost time another one, and the client is told each by the time it names.</summary>
    public static IEnumerable<WorkState> Of(Appointment appointment)
    {
        var expected = AppointmentStates.Expecting.Contains(appointment.State);
        yield return About(FindTime, appointment.State == AppointmentState.Requested);
        yield return About(Move, appointment.State == AppointmentState.NeedsReschedule);
        yield return About(Tell, expected && appointment.Deadlines.NoticeDueAt is not null);
        if (expected)
            yield return new(ComeBack, false, appointment.ClientId, appointment.BranchId);

        WorkState About(WorkKind kind, bool waits) => new(kind, waits, appointment.Id, appointment.BranchId, appointment.StartsAt);
    }
}
