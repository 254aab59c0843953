using Clinic.Registration.Contracts;

namespace Clinic.Registration.Premises.Directory;

/// <summary>
/// The branch manager adds a department, and with it an empty triage book. Refused: an unknown branch (404), a code the
/// branch already uses, an id with other content.
/// </summary>
public static class AddDepartment
{
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: Text(20)] string Code,
        [property: Text(100)] string Name
    );

    public sealed record Response(Guid Id);

    internal static void Map(RouteGroupBuilder departments) =>
        departments
            .MapPost("", Handle)
            .Needs(Rights.WriteDirectory)
            .WithSummary("Adds a department to a branch")
            .Refuses(PremisesRefusals.DepartmentCodeTaken, Refusal.IdTaken);

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId) || !await db.Branches.AnyAsync(branch => branch.Id == request.BranchId, stop))
            return Refusal.NotFound.AsProblem();

        var known = await db.Departments.FindAsync([request.Id], stop);
        if (known is null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            db.Add(
                new Department
                {
                    Id = request.Id,
                    BranchId = request.BranchId,
                    Code = request.Code.Normalized(),
                    Name = request.Name.Normalized(),
                }
            );
            db.Add(new TriageBook { DepartmentId = request.Id, BranchId = request.BranchId });
            await db.NoteChange(
                request.BranchId,
                DirectoryEntryKind.Department,
                request.Id,
                request.Name.Normalized(),
                DirectoryChangeKind.Added,
                clock.GetUtcNow(),
                stop
            );
            if (await db.TrySaveNew(stop))
            {
                await transaction.CommitAsync(stop);
                return TypedResults.Created($"/departments?branch={request.BranchId}", new Response(request.Id));
            }
            await transaction.RollbackAsync(stop);
            known = await db.Departments.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.BranchId, known.Code, known.Name) == (request.BranchId, request.Code.Normalized(), request.Name.Normalized())
            ? TypedResults.Ok(new Response(known.Id))
            : Refusal.IdTaken.AsProblem();
    }
}
