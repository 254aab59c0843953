using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The branch manager closes a department for good, based on the version read (If-Match). Once. Refused while it has doctors or
/// appointments to come.
/// </summary>
public static class CloseDepartment
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder departments) =>
        departments
            .MapPost("{departmentId:guid}/closure", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Closes a department for good (If-Match)")
            .NeedsIfMatch()
            .Refuses(AppointmentRefusals.StillUsed);

    static async Task<Results<Ok<ListDepartments.Line>, ProblemHttpResult>> Handle(
        Guid departmentId,
        Request _,
        HttpContext http,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var department = await db.Departments.FindAsync([departmentId], stop);
        if (department is null)
            return Refusal.NotFound.AsProblem();
        if (department.ClosedAt is null)
        {
            if (IfMatch.Check(http.Request, department) is { } stale)
                return stale.AsProblem();
            var now = clock.GetUtcNow();
            if (
                await db.Doctors.AnyAsync(doctor => doctor.DepartmentId == departmentId, stop)
                || await HasAppointmentsToCome(db, departmentId, now, stop)
            )
                return AppointmentRefusals.StillUsed.AsProblem();

            department.Close(now);
            await db.NoteChange(
                department.BranchId,
                DirectoryEntryKind.Department,
                department.Id,
                department.Name,
                DirectoryChangeKind.Closed,
                now,
                stop
            );
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(ListDepartments.Answer(department, http));
    }

    static Task<bool> HasAppointmentsToCome(RegistrationDb db, Guid department, DateTimeOffset now, CancellationToken stop) =>
        db.Appointments.AnyAsync(
            appointment =>
                appointment.DepartmentId == department
                && appointment.EndsAt > now
                && (
                    AppointmentStates.Taking.Contains(appointment.State)
                    || appointment.State == AppointmentState.Requested
                    || appointment.State == AppointmentState.NeedsReschedule
                ),
            stop
        );
}
