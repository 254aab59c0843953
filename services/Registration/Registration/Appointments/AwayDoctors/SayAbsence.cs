using Clinic.Registration.Premises;
using Clinic.Registration.Premises.Absences;

namespace Clinic.Registration.Appointments.AwayDoctors;

/// <summary>
/// The desk notes that a doctor is off duty or on leave for a while (WF-03 9, WF-08 6); the doctor's appointments of that time need another
/// one. The same body again answers the same. Refused: a time that is over, turned, longer than a year or more than a year away; a doctor
/// without a department. Leave that HR approved is heard of by itself.
/// </summary>
public static class SayAbsence
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        AbsenceKind Kind,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        [property: Text(300)] string Reason
    );

    /// <param name="NeedReschedule">Appointments that wait for another time because of it.</param>
    public sealed record Response(
        Guid Id,
        [Employee] Guid EmployeeId,
        AbsenceKind Kind,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        bool Stands,
        int NeedReschedule
    );

    internal static void Map(RouteGroupBuilder doctors) =>
        doctors
            .MapPost("{employeeId:guid}/absences", Handle)
            .Needs(Rights.SayDoctorStatus)
            .WithSummary("Notes that a doctor is away for a while")
            .Refuses(AppointmentRefusals.AbsenceImpossible, PremisesRefusals.DoctorHasNoDepartment, Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        Request request,
        RegistrationDb db,
        AbsenceEffects away,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var (from, to) = (request.StartsAt.ToUniversalTime(), request.EndsAt.ToUniversalTime());
        var now = clock.GetUtcNow();
        if (to <= from || to <= now || from > now.AddDays(400) || to - from > TimeSpan.FromDays(366))
            return AppointmentRefusals.AbsenceImpossible.AsProblem();
        if (await db.Doctors.FindAsync([employeeId], stop) is not { } doctor)
            return Refusal.NotFound.AsProblem();
        if (doctor.DepartmentId is null)
            return PremisesRefusals.DoctorHasNoDepartment.AsProblem();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.LockSubjects([request.Id, employeeId], stop);
        var known = await db.Absences.FindAsync([request.Id], stop);
        if (known is not null)
        {
            return
                (known.EmployeeId, known.Kind, known.StartsAt, known.EndsAt, known.Reason)
                == (employeeId, request.Kind, from, to, request.Reason.Normalized())
                ? TypedResults.Ok(await Answer(known, db, stop))
                : Refusal.IdTaken.AsProblem();
        }
        Absence absence = new() { Id = request.Id };
        absence.SetTimes(employeeId, doctor.BranchId, request.Kind, from, to, request.Reason.Normalized(), 1);
        db.Add(absence);
        await away.SetStatusNowOrLater(absence, stop);
        await away.MarkAway(employeeId, from, to, absence.Code, absence.Id, stop);
        await db.SaveChangesAsync(stop);
        var answer = await Answer(absence, db, stop);
        await transaction.CommitAsync(stop);
        return TypedResults.Created($"/doctors?branch={absence.BranchId}", answer);
    }

    internal static async Task<Response> Answer(Absence absence, RegistrationDb db, CancellationToken stop) =>
        new(
            absence.Id,
            absence.EmployeeId,
            absence.Kind,
            absence.StartsAt,
            absence.EndsAt,
            absence.Stands,
            await db.Appointments.CountAsync(kept => kept.AbsenceId == absence.Id && kept.State == AppointmentState.NeedsReschedule, stop)
        );
}
