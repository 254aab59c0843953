namespace Clinic.Escort.Engagements.Preparation;

/// <summary>What a branch says of the appointment of an engagement.</summary>
static class HeardAppointments
{
    /// <summary>
    /// Something was heard of an engagement's appointment, one after the other; what was confirmed for another time no longer holds
    ///
    /// </summary>
    public static async Task ApplyToAppointment(this EscortDb db, Guid? engagement, Func<Appointment, bool> heard, CancellationToken stop)
    {
        if (engagement is not { } id)
            return;
        await db.LockSubject(id, stop);
        if (await db.Appointments.FindAsync([id], stop) is not { } appointment || !heard(appointment))
            return;
        (await db.Engagements.FindAsync([id], stop))?.Unconfirm();
    }
}
