using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Registration.Directory;

/// <summary>
/// The desk or the doctor says on the board whether the doctor is available, busy, off duty or on leave; triage goes by it
/// . Refused: a doctor without a department.
/// </summary>
public static class SayDoctorStatus
{
    public sealed record Request(DoctorStatus Status);

    public sealed record Response(Guid DoctorId, DoctorStatus Status);

    internal static void Map(RouteGroupBuilder doctors) =>
        doctors.MapPut("{employeeId:guid}/status", Handle).Needs(Rights.SayDoctorStatus).WithSummary("Says whether a doctor is on duty");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid employeeId, Request request, RegistrationDb db, CancellationToken stop)
    {
        var doctor = await db.Doctors.FindAsync([employeeId], stop);
        if (doctor is null) return Refusal.NotFound.AsProblem();

        if (doctor.Say(request.Status) is { } refusal) return refusal.AsProblem();

        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(new Response(doctor.Id, doctor.Status));
    }
}
