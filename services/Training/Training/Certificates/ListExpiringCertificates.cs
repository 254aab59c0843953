namespace Clinic.Training.Certificates;

/// <summary>
/// HR and managers see whose certificate ends within some days and has no successor, of the branches where they may, in the order
/// of the certificates' ids. Withdrawn ones and those of people who have left are nobody's concern.
/// </summary>
public static class ListExpiringCertificates
{
    internal static void Map(RouteGroupBuilder certificates) =>
        certificates
            .MapGet("expiring", Handle)
            .Needs(Rights.ReadExams)
            .WithSummary("Certificates that end within so many days (after: the id named as next by the page before)");

    static async Task<Ok<Page<ListCertificates.Line>>> Handle(
        TrainingDb db,
        Caller caller,
        TimeProvider clock,
        Guid? branch,
        Guid? after,
        CancellationToken stop,
        [Range(0, 3660)] int days = 90,
        [Range(1, 200)] int limit = 200
    )
    {
        var (group, branches, now) = (caller.SeesGroup, caller.Branches, clock.GetUtcNow());
        var until = now.AddDays(days);
        // The own certificate of another branch is in sight too, but is no colleague's business here.
        var page = await db
            .Certificates.AsNoTracking()
            .Where(certificate =>
                (group || branches.Contains(certificate.BranchId))
                && (branch == null || certificate.BranchId == branch)
                && certificate.ValidUntil > now
                && certificate.ValidUntil <= until
                && !db.CertificateWithdrawals.Any(withdrawal => withdrawal.CertificateId == certificate.Id)
                && !db.Certificates.Any(later =>
                    later.PersonId == certificate.PersonId
                    && later.Ordinal > certificate.Ordinal
                    && !db.CertificateWithdrawals.Any(withdrawal => withdrawal.CertificateId == later.Id)
                )
                && !db.Files.Any(file => file.PersonId == certificate.PersonId && (file.HireWithdrawn || file.LeavesAt <= now))
                && (after == null || certificate.Id > after)
            )
            .OrderBy(certificate => certificate.Id)
            .ToPage(limit, certificate => certificate.Id, stop);
        return TypedResults.Ok(new Page<ListCertificates.Line>(await ListCertificates.Lines(db, page.Items, now, stop), page.Next));
    }
}
