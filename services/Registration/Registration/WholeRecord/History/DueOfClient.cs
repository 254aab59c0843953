using Clinic.Registration.Appointments;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.WholeRecord.History;

/// <summary>
/// What is due with a client next, the soonest first: the visit that is under way, appointments to come or to be moved, and the return
/// visit that the last visit named, unless the client came again since.
/// </summary>
sealed class DueOfClient(RegistrationDb db, ClinicDays days, TimeProvider clock)
{
    const int Most = 20;

    public async Task<IReadOnlyList<HistoryEntry>> Of(HistorySight sight, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var open = await sight.Visits().Where(visit => visit.ClosedAt == null).Take(Most).ToListAsync(stop);
        var appointments = await sight
            .Appointments()
            .Where(appointment =>
                AppointmentStates.Cancellable.Contains(appointment.State)
                && (appointment.EndsAt > now || appointment.State == AppointmentState.NeedsReschedule)
            )
            .OrderBy(appointment => appointment.StartsAt)
            .ThenBy(appointment => appointment.Id)
            .Take(Most)
            .ToListAsync(stop);
        List<HistoryEntry> due = [.. open.Select(HistoryEntry.Of), .. appointments.Select(HistoryEntry.Of)];
        var last = await sight
            .Visits()
            .Where(visit => visit.CompletedAt != null && visit.Voiding.At == null)
            .OrderByDescending(visit => visit.CompletedAt)
            .FirstOrDefaultAsync(stop);
        if (last is { Treatment.ReturnDate: { } date } && await days.DayOf(last.BranchId, now, db, stop) is { } today)
            due.Add(HistoryEntry.ReturnAfter(last, await days.StartOf(last.BranchId, date, db, stop), date < today));
        return [.. due.OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];
    }
}
