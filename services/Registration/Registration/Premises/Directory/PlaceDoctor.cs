using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// The branch manager gives a doctor a department and a share of its clients. Changing a place needs If-Match with the version
/// the board shows; saying the same place again changes nothing. Refused: someone who does not work here as a doctor,
/// a closed department.
/// </summary>
public static class PlaceDoctor
{
    /// <param name="Weight">Share of a full doctor's clients, 0.1 to 1 in tenths.</param>
    public sealed record Request(
        [property: GivenId] Guid DepartmentId,
        [property: Range(typeof(decimal), "0.1", "1", ParseLimitsInInvariantCulture = true)] decimal Weight = 1m
    );

    public sealed record Response([Employee] Guid DoctorId, [Place] Guid? DepartmentId, decimal Weight, DoctorStatus Status);

    static readonly Refusal WeightInTenths = new("weight-in-tenths", "The weight is given in tenths.", 400);

    internal static void Map(RouteGroupBuilder doctors) =>
        doctors
            .MapPut("{employeeId:guid}/department", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Gives a doctor a department and a share (If-Match once placed)")
            .NeedsIfMatch()
            .Refuses(WeightInTenths, PremisesRefusals.NotADoctor, PremisesRefusals.EntryClosed);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid employeeId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (decimal.Truncate(request.Weight * 10) is var tenths && tenths != request.Weight * 10)
            return WeightInTenths.AsProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var department = await db.Departments.FindAsync([request.DepartmentId], stop);
        var member = await db.Staff.FindAsync([employeeId], stop);
        if (department is null || member is null)
            return Refusal.NotFound.AsProblem();
        if (!member.Is(Post.Doctor, department.BranchId))
            return PremisesRefusals.NotADoctor.AsProblem();

        var doctor = await db.Doctors.FindAsync([employeeId], stop);
        if (doctor is null)
            db.Add(doctor = Doctor.New(employeeId, department.BranchId));
        if (!doctor.IsIn(department.Id, (int)tenths))
        {
            if (doctor.DepartmentId is not null && IfMatch.Check(http.Request, doctor) is { } stale)
                return stale.AsProblem();

            if (department.ClosedAt is not null)
                return PremisesRefusals.EntryClosed.AsProblem();
            var kind = doctor.DepartmentId is null ? DirectoryChangeKind.Added : DirectoryChangeKind.Changed;
            doctor.Join(department, (int)tenths);
            await db.NoteChange(department.BranchId, DirectoryEntryKind.Doctor, doctor.Id, null, kind, clock.GetUtcNow(), stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        IfMatch.Tell(http.Response, doctor);
        return TypedResults.Ok(new Response(doctor.Id, doctor.DepartmentId, doctor.Tenths / 10m, doctor.Status));
    }
}
