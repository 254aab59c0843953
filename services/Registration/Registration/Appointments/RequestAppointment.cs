using Clinic.Registration.Contracts;
using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Appointments;

/// <summary>
/// The desk takes down what a client wishes by phone, web or at the desk: department, doctor if one is asked for, and
/// the time. Nothing is kept yet; the next step is holding a time. The same body again answers the same. Refused: a client
/// without a chart at the branch, a department or doctor not of the branch (404), a time that is past, one after which the branch does not
/// open in time (<c>outside-hours</c>), unless a reason is given.
/// </summary>
public static class RequestAppointment
{
    /// <param name="DoctorId">Left out when the desk helps to choose.</param>
    /// <param name="OutsideHoursBecause">Why it is taken down although the branch is closed then; stays here.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: GivenId] Guid ClientId,
        [property: GivenId] Guid DepartmentId,
        RequestChannel Channel,
        DateTimeOffset WishedFrom,
        [property: GivenId] Guid? DoctorId = null,
        VisitType? Type = null,
        [property: Text(500)] string? OutsideHoursBecause = null
    );

    internal static void Map(RouteGroupBuilder appointments) =>
        appointments
            .MapPost("", Handle)
            .Needs(Rights.BookAppointments)
            .WithSummary("Takes down a client's wish for an appointment")
            .Refuses(
                AppointmentRefusals.EscortAsksItself,
                AppointmentRefusals.SlotImpossible,
                AppointmentRefusals.OutsideHours,
                AppointmentRefusals.ChartRequired,
                Refusal.IdTaken
            );

    static async Task<Results<Created<GetAppointment.Response>, Ok<GetAppointment.Response>, ProblemHttpResult>> Handle(
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, request.WishedFrom, db, stop) is not { } day)
            return Refusal.NotFound.AsProblem();
        if (request.Channel == RequestChannel.Escort)
            return AppointmentRefusals.EscortAsksItself.AsProblem();
        var known = await db.Appointments.FindAsync([request.Id], stop);
        if (known is null)
        {
            var now = clock.GetUtcNow();
            if (request.WishedFrom <= now || request.WishedFrom > now.AddDays(400))
                return AppointmentRefusals.SlotImpossible.AsProblem();
            if (
                !await db.Clients.AnyAsync(
                    client => client.Id == request.ClientId && client.BranchId == request.BranchId && client.MergedInto == null,
                    stop
                )
            )
                return AppointmentRefusals.ChartRequired.AsProblem();
            if (
                !await db.Departments.AnyAsync(
                    department =>
                        department.Id == request.DepartmentId && department.BranchId == request.BranchId && department.ClosedAt == null,
                    stop
                )
            )
                return Refusal.NotFound.AsProblem();
            if (
                request.DoctorId is { } doctor
                && !await db.Doctors.AnyAsync(candidate => candidate.Id == doctor && candidate.DepartmentId == request.DepartmentId, stop)
            )
                return Refusal.NotFound.AsProblem();

            var length = TimeSpan.FromMinutes(policies.SlotLength(request.BranchId, now));
            var wished = request.WishedFrom.ToUniversalTime();
            var hours = await days.HoursOf(request.BranchId, policies, db, stop);
            var last = policies.LatestStart(request.BranchId, wished, now) + length;
            if (request.OutsideHoursBecause is null && !hours.Between(wished, last).Any(span => span.From + length <= span.To))
                return Closed(hours.NextOpen(wished));

            Appointment appointment = new()
            {
                Id = request.Id,
                Channel = request.Channel,
                ExpectedType = request.Type,
            };
            appointment.Request(
                new(request.BranchId, request.ClientId, request.DepartmentId, request.DoctorId, wished, now),
                wished + length,
                day
            );
            db.Add(appointment);
            db.AddStep(appointment, AppointmentStepKind.Requested, now, outsideHours: request.OutsideHoursBecause?.Normalized());
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/appointments/{request.Id}", GetAppointment.Answer(appointment, http));
            known = await db.Appointments.FindAsync([request.Id], stop);
        }
        return known is not null && await WasAskedSo(known, request, db, stop)
            ? TypedResults.Ok(GetAppointment.Answer(known, http))
            : Refusal.IdTaken.AsProblem();
    }

    static ProblemHttpResult Closed(DateTimeOffset? nextOpenAt)
    {
        var problem = Problems.Of(AppointmentRefusals.OutsideHours);
        problem.Extensions["nextOpenAt"] = nextOpenAt;
        return TypedResults.Problem(problem);
    }

    // Its time and doctor may have moved since; the first step keeps what was asked.
    static async Task<bool> WasAskedSo(Appointment known, Request request, RegistrationDb db, CancellationToken stop) =>
        (known.BranchId, known.ClientId, known.DepartmentId, known.Channel, known.ExpectedType)
            == (request.BranchId, request.ClientId, request.DepartmentId, request.Channel, request.Type)
        && await db.AppointmentSteps.AnyAsync(
            step =>
                step.AppointmentId == known.Id
                && step.Kind == AppointmentStepKind.Requested
                && step.StartsAt == request.WishedFrom
                && step.DoctorId == request.DoctorId,
            stop
        );
}
