namespace Clinic.Training.Certificates;

/// <summary>Certificates of a branch or a person, and whether each is valid now .</summary>
public static class CertificatesOfBranch
{
    public sealed record Response(IReadOnlyList<Line> Certificates, Guid? Next);

    public sealed record Line(
        string Number,
        Guid EmployeeId,
        Guid BranchId,
        DateTimeOffset IssuedAt,
        DateTimeOffset ValidUntil,
        bool Valid
    );

    internal static void Map(RouteGroupBuilder certificates) =>
        certificates
            .MapGet("", Handle)
            .Needs(Rights.ReadExams)
            .WithSummary("Certificates (after: the id named as next by the page before)");

    static async Task<Ok<Response>> Handle(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        Guid? branch,
        Guid? employee,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches, now) = (caller.SeesGroup, caller.Branches, clock.GetUtcNow());
        // Own certificates of other branches are in sight too, but are no colleague's business here.
        var found = await db
            .Certificates.AsNoTracking()
            .Where(one =>
                (group || branches.Contains(one.BranchId))
                && (branch == null || one.BranchId == branch)
                && (employee == null || one.PersonId == employee)
                && (after == null || one.Id > after)
            )
            .OrderBy(one => one.Id)
            .Take(limit + 1)
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. found
                        .Take(limit)
                        .Select(one => new Line(one.Number, one.PersonId, one.BranchId, one.IssuedAt, one.ValidUntil, one.IsValid(now))),
                ],
                found.Count > limit ? found[limit - 1].Id : null
            )
        );
    }
}
