using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;
using Clinic.Registration.Premises.Directory;

namespace Clinic.Registration.Premises.DoctorAvailability;

/// <summary>
/// The desk or the doctor says on the board whether the doctor is available, busy, off duty or on leave; triage goes by it
/// . Once the day's board is published a change needs a reason (WF-08 6). Refused: a doctor without a department.
/// </summary>
public static class SayDoctorStatus
{
    /// <param name="Reason">Needed once the day's board is published.</param>
    public sealed record Request(DoctorStatus Status, [property: Text(300)] string? Reason = null);

    public sealed record Response([Employee] Guid DoctorId, DoctorStatus Status);

    internal static void Map(RouteGroupBuilder doctors) =>
        doctors
            .MapPut("{employeeId:guid}/status", Handle)
            .Needs(Rights.SayDoctorStatus)
            .WithSummary("Says whether a doctor is on duty")
            .Refuses(PremisesRefusals.DoctorHasNoDepartment, PremisesRefusals.StatusReasonRequired);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        Request request,
        RegistrationDb db,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var doctor = await db.Doctors.FindAsync([employeeId], stop);
        if (doctor is null)
            return Refusal.NotFound.AsProblem();

        var (now, old) = (clock.GetUtcNow(), doctor.Status);
        if (doctor.Say(request.Status) is { } refusal)
            return refusal.AsProblem();
        if (old != doctor.Status)
        {
            var today = await days.DayOf(doctor.BranchId, now, db, stop);
            if (
                await db
                    .StatusBoards.AsNoTracking()
                    .FirstOrDefaultAsync(
                        statusBoard =>
                            statusBoard.BranchId == doctor.BranchId && statusBoard.Day == today && statusBoard.PublishedAt != null,
                        stop
                    ) is
                { } board
            )
            {
                if (string.IsNullOrWhiteSpace(request.Reason))
                    return PremisesRefusals.StatusReasonRequired.AsProblem();
                db.Add(
                    new BoardChange
                    {
                        Id = Guid.CreateVersion7(now),
                        BoardId = board.Id,
                        DoctorId = doctor.Id,
                        BranchId = doctor.BranchId,
                        Old = old,
                        New = doctor.Status,
                        Reason = request.Reason.Normalized(),
                        Actor = db.Caller.Actor,
                        At = now,
                    }
                );
            }
            db.Publish(new DoctorStatusChanged(doctor.Id, doctor.BranchId, doctor.Status.ToString(), now), doctor.Id);
        }
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(doctor.Id, doctor.Status));
    }
}
