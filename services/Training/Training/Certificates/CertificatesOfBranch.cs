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
        var page = await db
            .Certificates.AsNoTracking()
            .Where(certificate =>
                (group || branches.Contains(certificate.BranchId))
                && (branch == null || certificate.BranchId == branch)
                && (employee == null || certificate.PersonId == employee)
                && (after == null || certificate.Id > after)
            )
            .OrderBy(certificate => certificate.Id)
            .ToPage(limit, certificate => certificate.Id, stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. page.Lines.Select(certificate => new Line(
                        certificate.Number,
                        certificate.PersonId,
                        certificate.BranchId,
                        certificate.IssuedAt,
                        certificate.ValidUntil,
                        certificate.IsValid(now)
                    )),
                ],
                page.Next
            )
        );
    }
}
