using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments;

/// <summary>A time somebody chose.</summary>
/// <param name="RoomId">The room or chair, where one is kept.</param>
/// <param name="Minutes">How long; the branch's usual length when left out.</param>
public sealed record ChosenSlot(
    [property: GivenId] Guid DoctorId,
    DateTimeOffset StartsAt,
    [property: GivenId] Guid? RoomId = null,
    [property: Range(5, 480)] int? Minutes = null
);

/// <summary>
/// Gives an appointment a time, with doctor, room and client held so that two clerks are let through one after the other. The
/// database's overlap constraints stand behind it.
/// </summary>
sealed class KeepSlot(RegistrationDb db, ClinicDays days, PolicyBook policies)
{
    static readonly TimeSpan Furthest = TimeSpan.FromDays(400);

    /// <summary>The time as chosen, in whole minutes and not past; or why not.</summary>
    public async Task<(Slot? Slot, Refusal? Refusal)> ToSlot(Guid branch, ChosenSlot chosen, DateTimeOffset now, CancellationToken stop)
    {
        var from = chosen.StartsAt.ToUniversalTime();
        if (from <= now || from > now + Furthest || from.Ticks % TimeSpan.TicksPerMinute != 0)
            return (null, AppointmentRefusals.SlotImpossible);
        if (await days.DayOf(branch, from, db, stop) is not { } day)
            return (null, Refusal.NotFound);

        return (new(chosen.DoctorId, chosen.RoomId, from, from.AddMinutes(chosen.Minutes ?? policies.SlotLength(branch, now)), day), null);
    }

    /// <summary>Everything that stands against it, or nothing; then nobody else can take it until the transaction ends.</summary>
    public async Task<ProblemHttpResult?> LockAndCheck(Appointment one, Slot slot, CancellationToken stop)
    {
        await db.LockSubjects([slot.DoctorId, slot.RoomId ?? slot.DoctorId, one.ClientId], stop);
        return await db.ConflictsWith(one, slot, stop) is { Count: > 0 } conflicts ? SlotConflict.AsProblem(conflicts) : null;
    }
}
