using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The lead of the escort company sees, for an engagement, when a department or a doctor of a clinic has time on a clinic day (R-012,
/// R-202), which the lead's own post need not cover: times and doctors only, nothing of the clients who take the other times. A doctor is
/// asked for with or without the department. Audited with the engagement. An unknown branch, one that is no clinic, and a department or
/// doctor who is not there is not found; neither is a question that names none of the two.
/// </summary>
public static class ListSlotsForEngagement
{
    public sealed record Line(DateTimeOffset StartsAt, DateTimeOffset EndsAt, [Employee] IReadOnlyList<Guid> DoctorIds);

    /// <summary>What was read, as the audit names it.</summary>
    const string FreeSlots = "free slots";

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapGet("slots-for-engagement", Handle)
            .Needs(Rights.FindSlotsForEscort)
            .WithSummary("The free times of a clinic's department or doctor on a day, for an engagement; the look is noted")
            .Refuses(AppointmentRefusals.SlotImpossible);

    /// <param name="engagementId">For which a time is looked for; kept with the reading.</param>
    /// <param name="branchId">The clinic.</param>
    /// <param name="departmentId">The doctor's own when left out.</param>
    /// <param name="minutes">How long; the clinic's usual length when left out.</param>
    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid engagementId,
        Guid branchId,
        DateOnly day,
        Guid? departmentId,
        Guid? doctorId,
        [Range(5, 480)] int? minutes,
        RegistrationDb db,
        Caller caller,
        FreeTimes times,
        CancellationToken stop
    )
    {
        if (
            !await caller.EnterClinic(branchId, Rights.FindSlotsForEscort, db, stop)
            || await DepartmentOf(branchId, departmentId, doctorId, db, stop) is not { } department
        )
            return Refusal.NotFound.AsProblem();

        var (free, refused) = await times.Of(department, day, doctorId, null, minutes, stop);
        if (refused is not null)
            return refused.AsProblem();
        db.NoteRead(
            FreeSlots,
            doctorId ?? department.Id,
            branchId,
            $"day:{day:O}",
            $"purpose:{ContactPurpose.Escort}",
            $"engagement:{engagementId}"
        );
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(free.Select(time => new Line(time.StartsAt, time.EndsAt, time.DoctorIds)).ToArray());
    }

    // The open department that was asked for, in which the doctor who was asked for works.
    static async Task<Department?> DepartmentOf(Guid branch, Guid? department, Guid? doctor, RegistrationDb db, CancellationToken stop)
    {
        var own = doctor is null
            ? department
            : await db
                .Doctors.Where(known => known.Id == doctor && known.BranchId == branch)
                .Select(known => known.DepartmentId)
                .FirstOrDefaultAsync(stop);
        return await db
            .Departments.AsNoTracking()
            .FirstOrDefaultAsync(
                candidate =>
                    candidate.Id == own
                    && (department == null || candidate.Id == department)
                    && candidate.BranchId == branch
                    && candidate.ClosedAt == null,
                stop
            );
    }
}
