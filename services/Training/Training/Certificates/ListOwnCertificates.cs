namespace Clinic.Training.Certificates;

/// <summary>Everybody reads their own certificates, of whichever branch, in the order of their ids.</summary>
public static class ListOwnCertificates
{
    internal static void Map(RouteGroupBuilder certificates) =>
        certificates
            .MapGet("mine", Handle)
            .Needs(Rights.ReadOwnExams)
            .WithSummary("My own certificates (after: the id named as next by the page before)");

    static async Task<Ok<Page<ListCertificates.Line>>> Handle(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var me = caller.PersonId;
        var page = await db
            .Certificates.AsNoTracking()
            .Where(certificate => certificate.PersonId == me && (after == null || certificate.Id > after))
            .OrderBy(certificate => certificate.Id)
            .ToPage(limit, certificate => certificate.Id, stop);
        return TypedResults.Ok(
            new Page<ListCertificates.Line>(await ListCertificates.Lines(db, page.Items, clock.GetUtcNow(), stop), page.Next)
        );
    }
}
