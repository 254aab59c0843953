using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// The branch manager renames a department or moves it to a floor, based on the version read (If-Match). Its doctors are looked
/// for on that floor by the status board. Saying what is already so changes nothing. Refused: a closed department, no floor.
/// </summary>
public static class ChangeDepartment
{
    public sealed record Request([property: Text(100)] string Name, [property: GivenId] Guid? FloorId = null);

    internal static void Map(RouteGroupBuilder departments) =>
        departments
            .MapPut("{departmentId:guid}", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Renames a department or moves it to a floor (If-Match)")
            .NeedsIfMatch()
            .Refuses(PremisesRefusals.EntryClosed, PremisesRefusals.NotAFloor);

    static async Task<Results<Ok<ListDepartments.Line>, ProblemHttpResult>> Handle(
        Guid departmentId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var department = await db.Departments.FindAsync([departmentId], stop);
        if (department is null)
            return Refusal.NotFound.AsProblem();
        if ((department.Name, department.FloorId) != (request.Name.Normalized(), request.FloorId))
        {
            if (IfMatch.Check(http.Request, department) is { } stale)
                return stale.AsProblem();
            var floor = request.FloorId is null ? null : await db.Places.FindAsync([request.FloorId], stop);
            if (request.FloorId is not null && floor is null)
                return Refusal.NotFound.AsProblem();
            if (department.Change(request.Name.Normalized(), floor) is { } refusal)
                return refusal.AsProblem();

            await db.NoteChange(
                department.BranchId,
                DirectoryEntryKind.Department,
                department.Id,
                department.Name,
                DirectoryChangeKind.Changed,
                clock.GetUtcNow(),
                stop
            );
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        return TypedResults.Ok(ListDepartments.Answer(department, http));
    }
}
