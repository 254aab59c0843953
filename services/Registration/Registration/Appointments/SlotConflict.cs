namespace Clinic.Registration.Appointments;

/// <summary>What stands against a time.</summary>
public enum ConflictKind
{
    DoctorTaken,
    RoomTaken,
    ClientTaken,
    DoctorAway,
    DoctorNotOnRoster,
    DoctorUnknown,
    RoomUnknown,
    OutsideHours,
}

/// <summary>One thing that stands against a time.</summary>
/// <param name="Id">The appointment, absence or roster that does; else the doctor, the room, or the branch that is closed.</param>
public sealed record SlotConflict(ConflictKind Kind, Guid Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>The refusal that names every conflict, not the first.</summary>
    public static ProblemHttpResult AsProblem(IEnumerable<SlotConflict> conflicts)
    {
        var problem = Problems.Of(AppointmentRefusals.SlotTaken);
        problem.Extensions["conflicts"] = conflicts.ToArray();
        return TypedResults.Problem(problem);
    }
}

/// <summary>
/// Finds everything that stands against a time besides the hours of the branch, in one look. Whoever keeps it holds doctor, room and client
/// meanwhile. A shift over midnight is on the roster of its first day and counts on both.
/// </summary>
static class SlotConflicts
{
    sealed record Row(string Kind, Guid Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    /// <param name="appointment">The appointment the time is for; its own time counts as free.</param>
    public static async Task<IReadOnlyList<SlotConflict>> ConflictsWith(
        this RegistrationDb db,
        Appointment appointment,
        Slot slot,
        CancellationToken stop
    )
    {
        var room = slot.RoomId ?? Guid.Empty;
        var rows = await db
            .Database.SqlQuery<Row>(
                $"""
                SELECT 'DoctorTaken' AS "Kind", id AS "Id", starts_at AS "StartsAt", ends_at AS "EndsAt" FROM appointment
                  WHERE doctor_id = {slot.DoctorId} AND ends_at > {slot.StartsAt} AND starts_at < {slot.EndsAt}
                    AND state IN ('Held', 'Booked', 'Notified', 'CheckedIn') AND id <> {appointment.Id}
                UNION ALL SELECT 'RoomTaken', id, starts_at, ends_at FROM appointment
                  WHERE room_id = {room} AND ends_at > {slot.StartsAt} AND starts_at < {slot.EndsAt}
                    AND state IN ('Held', 'Booked', 'Notified', 'CheckedIn') AND id <> {appointment.Id}
                UNION ALL SELECT 'ClientTaken', id, starts_at, ends_at FROM appointment
                  WHERE client_id = {appointment.ClientId} AND ends_at > {slot.StartsAt} AND starts_at < {slot.EndsAt}
                    AND state IN ('Held', 'Booked', 'Notified', 'CheckedIn') AND id <> {appointment.Id}
                UNION ALL SELECT 'DoctorAway', id, starts_at, ends_at FROM absence
                  WHERE employee_id = {slot.DoctorId} AND ends_at > {slot.StartsAt} AND starts_at < {slot.EndsAt} AND stands
                UNION ALL SELECT 'DoctorNotOnRoster', roster.id, {slot.StartsAt}, {slot.EndsAt} FROM roster
                  WHERE branch_id = {appointment.BranchId} AND day = {slot.Day} AND published_at IS NOT NULL AND NOT EXISTS (
                    SELECT FROM shift JOIN roster AS its ON its.id = shift.roster_id
                    WHERE its.branch_id = {appointment.BranchId} AND its.published_at IS NOT NULL AND shift.employee_id = {slot.DoctorId}
                      AND shift.starts_at <= {slot.StartsAt} AND shift.ends_at >= {slot.EndsAt})
                UNION ALL SELECT 'DoctorUnknown', {slot.DoctorId}, {slot.StartsAt}, {slot.EndsAt} WHERE NOT EXISTS (
                    SELECT FROM doctor JOIN staff_member ON staff_member.id = doctor.id
                    WHERE doctor.id = {slot.DoctorId} AND doctor.department_id = {appointment.DepartmentId} AND NOT has_left)
                UNION ALL SELECT 'RoomUnknown', {room}, {slot.StartsAt}, {slot.EndsAt} WHERE {slot.RoomId is not null} AND NOT EXISTS (
                    SELECT FROM place WHERE id = {room}
                      AND branch_id = {appointment.BranchId} AND kind IN ('Room', 'Chair') AND closed_at IS NULL)
                """
            )
            .ToListAsync(stop);
        return
        [
            .. rows.Select(row => new SlotConflict(Enum.Parse<ConflictKind>(row.Kind), row.Id, row.StartsAt, row.EndsAt))
                .OrderBy(conflict => conflict.Kind)
                .ThenBy(conflict => conflict.StartsAt),
        ];
    }
}
