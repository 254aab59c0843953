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
        await db.LockSubjects([absenceId, employeeId], stop);
        if (await db.Absences.FindAsync([absenceId], stop) is not { } absence || absence.EmployeeId != employeeId)
            return Refusal.NotFound.AsProblem();
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
