using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// The desk takes back an absence it noted: appointments nobody has moved yet stand again where their time is still free. Once.
/// Refused for leave, which only HR takes back.
/// </summary>
public static class TakeBackAbsence
{
    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record Request;

    internal static void Map(RouteGroupBuilder doctors) =>
        doctors
            .MapPost("{employeeId:guid}/absences/{absenceId:guid}/withdrawal", Handle)
            .Needs(Rights.SayDoctorStatus)
            .WithSummary("Takes back a noted absence")
            .Refuses(AppointmentRefusals.LeaveIsOfHr, AppointmentRefusals.SlotTaken);

    static async Task<Results<Ok<SayAbsence.Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        Guid absenceId,
        Request _,
        RegistrationDb db,
        AbsenceEffects away,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var branches = db.Absences.Where(noted => noted.Id == absenceId && noted.EmployeeId == employeeId).Select(noted => noted.BranchId);
        if (await branches.ToListAsync(stop) is not [var branch])
            return Refusal.NotFound.AsProblem();
        await db.KeepCalendar(branch, stop);
        await db.LockSubjects([absenceId, employeeId], stop);
        var absence = await db.Absences.SingleAsync(noted => noted.Id == absenceId, stop);
        if (absence.IsLeave)
            return AppointmentRefusals.LeaveIsOfHr.AsProblem();
        if (absence.TakeBack(2))
        {
            await db.CancelDeadlines(AbsenceEffects.BeginClock, absence.Id, stop);
            await away.MarkBack(absence, absence.EndsAt, stop);
            await db.SaveChangesAsync(stop);
        }
        var answer = await SayAbsence.Answer(absence, db, stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Ok(answer);
    }
}
