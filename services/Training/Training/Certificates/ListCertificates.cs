using Clinic.Training.Staff;

namespace Clinic.Training.Certificates;

/// <summary>Certificates of a branch or a person, and whether each is valid now .</summary>
public static class ListCertificates
{
    public sealed record Response(IReadOnlyList<Line> Certificates, Guid? Next);

    /// <param name="Valid">False as well once it was withdrawn or its person has left.</param>
    public sealed record Line(
        string Number,
        [Employee] Guid EmployeeId,
        [Place] Guid BranchId,
        DateTimeOffset IssuedAt,
        DateTimeOffset ValidUntil,
        bool Valid,
        DateTimeOffset? WithdrawnAt,
        string? WithdrawnBecause
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
        return TypedResults.Ok(new Response(await Lines(db, page.Items, now, stop), page.Next));
    }

    /// <summary>Certificates with what was noted of them since.</summary>
    internal static async Task<IReadOnlyList<Line>> Lines(
        TrainingDb db,
        IReadOnlyList<Certificate> certificates,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var ids = certificates.Select(certificate => certificate.Id).ToArray();
        var people = certificates.Select(certificate => certificate.PersonId).ToArray();
        var withdrawn = await db
            .CertificateWithdrawals.AsNoTracking()
            .Where(withdrawal => ids.Contains(withdrawal.CertificateId))
            .ToDictionaryAsync(withdrawal => withdrawal.CertificateId, stop);
        var files = await db
            .Files.AsNoTracking()
            .Where(file => people.Contains(file.PersonId))
            .ToDictionaryAsync(file => file.PersonId, stop);
        return
        [
            .. certificates.Select(certificate =>
                Shown(certificate, withdrawn.GetValueOrDefault(certificate.Id), files.GetValueOrDefault(certificate.PersonId), now)
            ),
        ];
    }

    static Line Shown(Certificate certificate, CertificateWithdrawal? withdrawal, TrainingFile? file, DateTimeOffset now) =>
        new(
            certificate.Number,
            certificate.PersonId,
            certificate.BranchId,
            certificate.IssuedAt,
            certificate.ValidUntil,
            certificate.IsValid(now) && withdrawal is null && file?.HasLeft(now) != true,
            withdrawal?.At,
            withdrawal?.ReasonCode
        );
}
