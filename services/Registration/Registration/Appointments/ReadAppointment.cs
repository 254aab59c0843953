using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Registration.Appointments;

/// <summary>Staff see for when and for whom an appointment is kept; ids only. The ETag is its version.</summary>
public static class ReadAppointment
{
    /// <param name="DoctorId">Whose time is kept.</param>
    /// <param name="DoctorNamed">False when any doctor of the department will do, and the triage book decides on arrival.</param>
    public sealed record Response(
        Guid Id, Guid BranchId, Guid ClientId, Guid? EngagementId, Guid DepartmentId, Guid DoctorId, bool DoctorNamed,
        DateOnly Day, DateTimeOffset StartsAt, DateTimeOffset EndsAt, AppointmentState Status, Guid? VisitId);

    internal static void Map(RouteGroupBuilder appointments) => appointments.MapGet("{appointmentId:guid}", Handle).Needs(Rights.ReadVisits).WithSummary("One appointment");

    internal static Response Answer(Appointment one) => new(
        one.Id, one.BranchId, one.ClientId, one.EngagementId, one.DepartmentId, one.DoctorId, one.DoctorNamed, one.Day, one.StartsAt, one.EndsAt, one.State, one.VisitId);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid appointmentId, HttpContext http, RegistrationDb db, CancellationToken stop)
    {
        var appointment = await db.Appointments.FindAsync([appointmentId], stop);
        if (appointment is null) return Refusal.NotFound.AsProblem();

        IfMatch.Tell(http.Response, appointment);
        return TypedResults.Ok(Answer(appointment));
    }
}
