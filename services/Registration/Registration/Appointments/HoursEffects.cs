using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Rosters;

namespace Clinic.Registration.Appointments;

/// <summary>
/// What follows when a branch opens at other hours: appointments to come that now lie outside need another time and stand on the desk's
/// work list, held times are let go; and what lost its time by an earlier change stands again where the branch is open and the time free.
/// What the desk keeps outside the hours on purpose stays. The posts of published rosters are looked at again. Called with the calendar
/// locked, so that nobody keeps a time meanwhile.
/// </summary>
sealed class HoursEffects(RegistrationDb db, PolicyBook policies, KeepSlot keep, Coverage coverage)
{
    /// <summary>The code that travels with what lost its time.</summary>
    public const string BranchClosed = "branch-closed";

    /// <summary>How many appointments need another time by this change.</summary>
    public async Task<int> Apply(Guid branch, DateOnly from, OpeningHours hours, DateTimeOffset now, CancellationToken stop)
    {
        var coming = await db
            .Appointments.Where(appointment =>
                appointment.BranchId == branch
                && appointment.Day >= from
                && appointment.StartsAt > now
                && (
                    (
                        !appointment.AnyHour
                        && (
                            appointment.State == AppointmentState.Held
                            || appointment.State == AppointmentState.Booked
                            || appointment.State == AppointmentState.Notified
                        )
                    ) || (appointment.State == AppointmentState.NeedsReschedule && appointment.ReasonCode == BranchClosed)
                )
            )
            .OrderBy(appointment => appointment.StartsAt)
            .ToListAsync(stop);
        var (lost, found) = (0, new List<Appointment>());
        foreach (var appointment in coming)
        {
            var open = hours.IsOpenBetween(appointment.StartsAt, appointment.EndsAt);
            if (appointment.State == AppointmentState.NeedsReschedule)
            {
                if (open)
                    found.Add(appointment);
            }
            else if (!open)
            {
                await db.TakeTimeAway(appointment, BranchClosed, absence: null, now, stop);
                lost += appointment.State == AppointmentState.NeedsReschedule ? 1 : 0;
            }
        }
        // One after the other, each saved, so that two that lost the same time do not both get it.
        foreach (var appointment in found)
        {
            await db.SaveChangesAsync(stop);
            if (await keep.IsFree(appointment, appointment.KeptSlot() with { AnyHour = true }, stop))
                await db.GiveTimeBack(appointment, policies, now, stop);
        }
        await coverage.LookAgain(branch, from, hours, stop);
        return lost;
    }
}
