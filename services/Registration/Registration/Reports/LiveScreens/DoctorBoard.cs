using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Reports.LiveScreens;

/// <summary>The triage desk sees every doctor's status and how many clients each was given today, by department.</summary>
public static class DoctorBoard
{
    /// <param name="Given">Clients of the clinic day, without those who left untreated.</param>
    /// <param name="Waiting">Given and not yet collected.</param>
    /// <param name="InRoom">Collected and the chart not yet back.</param>
    /// <param name="Version">For If-Match when the place changes.</param>
    public sealed record Line(
        [Employee] Guid DoctorId,
        [Place] Guid? DepartmentId,
        decimal Weight,
        DoctorStatus Status,
        bool HasLeft,
        int Given,
        int Waiting,
        int InRoom,
        uint Version
    );

    internal static void Map(RouteGroupBuilder doctors) =>
        doctors.MapGet("", Handle).Needs(Rights.ReadDirectory).WithSummary("The doctors of a branch with status and today's counts");

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Handle(
        Guid branch,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        return TypedResults.Ok((await Now(db, branch, today, stop)).ToArray());
    }

    /// <summary>The board of a clinic day.</summary>
    internal static async Task<IReadOnlyList<Line>> Now(RegistrationDb db, Guid branch, DateOnly today, CancellationToken stop)
    {
        var given = await db
            .Visits.AsNoTracking()
            .Where(visit =>
                visit.BranchId == branch
                && visit.Day == today
                && visit.DoctorId != null
                && visit.Leaving.LeftAt == null
                && visit.Voiding.At == null
            )
            .GroupBy(visit => visit.DoctorId!.Value)
            .Select(all => new
            {
                Doctor = all.Key,
                Given = all.Count(),
                Waiting = all.Count(visit => visit.Pickup.CollectedAt == null),
                InRoom = all.Count(visit => visit.Pickup.CollectedAt != null && visit.Chart.ReturnedAt == null),
            })
            .ToDictionaryAsync(row => row.Doctor, stop);
        var doctors = await (
            from doctor in db.Doctors.AsNoTracking()
            where doctor.BranchId == branch
            join member in db.Staff on doctor.Id equals member.Id into members
            from member in members.DefaultIfEmpty()
            orderby doctor.DepartmentId, doctor.Id
            select new { Doctor = doctor, HasLeft = member == null || member.HasLeft }
        )
            .Take(500)
            .ToListAsync(stop);
        return
        [
            .. doctors
                .Select(row => (row.Doctor, row.HasLeft, Count: given.GetValueOrDefault(row.Doctor.Id)))
                .Select(pair => new Line(
                    pair.Doctor.Id,
                    pair.Doctor.DepartmentId,
                    pair.Doctor.Tenths / 10m,
                    pair.Doctor.Status,
                    pair.HasLeft,
                    pair.Count?.Given ?? 0,
                    pair.Count?.Waiting ?? 0,
                    pair.Count?.InRoom ?? 0,
                    pair.Doctor.Version
                )),
        ];
    }
}
