using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments;

/// <summary>A time somebody chose.</summary>
/// <param name="RoomId">The room or chair, where one is kept.</param>
/// <param name="Minutes">How long; the branch's usual length when left out.</param>
/// <param name="OutsideHoursBecause">Why it is kept although the branch is closed then; stays here.</param>
public sealed record ChosenSlot(
    [property: GivenId] Guid DoctorId,
    DateTimeOffset StartsAt,
    [property: GivenId] Guid? RoomId = null,
    [property: Range(5, 480)] int? Minutes = null,
    [property: Text(500)] string? OutsideHoursBecause = null
)
{
    /// <summary>Why this time is kept outside the hours; nothing when the branch is open then.</summary>
    internal string? WhyOutside(Slot slot) => slot.AnyHour ? OutsideHoursBecause!.Normalized() : null;
}

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

        Slot slot = new(chosen.DoctorId, chosen.RoomId, from, from.AddMinutes(chosen.Minutes ?? policies.SlotLength(branch, now)), day);
        // A reason given for a time within the hours is none.
        return (slot with { AnyHour = chosen.OutsideHoursBecause is not null && !await IsOpen(branch, slot, stop) }, null);
    }

    /// <summary>Everything that stands against it, or nothing; then nobody else can take it until the transaction ends.</summary>
    public async Task<ProblemHttpResult?> LockAndCheck(Appointment appointment, Slot slot, CancellationToken stop)
    {
        if (!slot.AnyHour)
            await db.KeepCalendar(appointment.BranchId, stop);
        await db.LockSubjects([slot.DoctorId, slot.RoomId ?? slot.DoctorId, appointment.ClientId], stop);
        return await ConflictsWith(appointment, slot, stop) is { Count: > 0 } conflicts ? SlotConflict.AsProblem(conflicts) : null;
    }

    /// <summary>The same without saying what stands against it.</summary>
    public async Task<bool> IsFree(Appointment appointment, Slot slot, CancellationToken stop) =>
        await LockAndCheck(appointment, slot, stop) is null;

    /// <summary>Everything that stands against a time, also that the branch is closed.</summary>
    public async Task<IReadOnlyList<SlotConflict>> ConflictsWith(Appointment appointment, Slot slot, CancellationToken stop) =>
        [.. await db.ConflictsWith(appointment, slot, stop), .. await OutsideHours(appointment, slot, stop)];

    /// <summary>That the branch is closed for a part of the time, unless that is meant so.</summary>
    public async Task<IReadOnlyList<SlotConflict>> OutsideHours(Appointment appointment, Slot slot, CancellationToken stop) =>
        slot.AnyHour || await IsOpen(appointment.BranchId, slot, stop)
            ? []
            : [new(ConflictKind.OutsideHours, appointment.BranchId, slot.StartsAt, slot.EndsAt)];

    async Task<bool> IsOpen(Guid branch, Slot slot, CancellationToken stop) =>
        (await days.HoursOf(branch, policies, db, stop)).IsOpenBetween(slot.StartsAt, slot.EndsAt);
}
