using Clinic.Payroll.Complaints;

namespace Clinic.Payroll.Performance;

/// <summary>
/// What does not count yet, and why: an accompanied visit without report or end (<c>report-missing</c>, <c>end-missing</c>, R-041), a
/// commission whose fee is not known (<c>fee-missing</c>), a complaint nobody has judged (<c>responsibility-open</c>), and anything of a
/// branch not heard of yet (<c>branch-not-known</c>).
/// </summary>
public static class ListHeldPerformance
{
    public sealed record Response(IReadOnlyList<Line> Held, Guid? Next);

    /// <summary>Something held; a complaint may name several people or none.</summary>
    public sealed record Line(
        Guid SourceId,
        string SourceKind,
        string ReasonCode,
        [Place] Guid BranchId,
        [Employee] IReadOnlyList<Guid> EmployeeIds,
        Guid CaseId,
        DateTimeOffset? Since
    );

    internal static void Map(RouteGroupBuilder performance) =>
        performance
            .MapGet("held", Handle)
            .Needs(Rights.ReadPayRuns)
            .WithSummary("What does not count towards pay yet, and why (after: the last source id of the page before)");

    static async Task<Ok<Response>> Handle(
        PayrollDb db,
        Caller caller,
        Guid? branchId,
        Guid? after,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        var from = after ?? Guid.Empty;
        var engagements = await Of(db.AccompaniedVisits)
            .Where(accompaniedVisit => !accompaniedVisit.Counted && accompaniedVisit.Id > from)
            .OrderBy(accompaniedVisit => accompaniedVisit.Id)
            .Take(limit + 1)
            .ToListAsync(stop);
        var referrals = await Of(db.Referrals)
            .Where(referral => !referral.Credited && referral.Id > from)
            .OrderBy(referral => referral.Id)
            .Take(limit + 1)
            .ToListAsync(stop);
        var complaints = await Of(db.ComplaintNotes)
            .Where(complaintNote => complaintNote.Standing == ComplaintStanding.Open && complaintNote.Id > from)
            .OrderBy(complaintNote => complaintNote.Id)
            .Take(limit + 1)
            .ToListAsync(stop);
        var ids = complaints.Select(complaintNote => complaintNote.Id).ToList();
        var marks = (await db.ComplaintMarks.AsNoTracking().Where(mark => ids.Contains(mark.ComplaintId)).ToListAsync(stop)).ToLookup(
            mark => mark.ComplaintId,
            mark => mark.PersonId
        );
        var sources = await Of(db.Earned)
            .Where(candidate => candidate.SourceId > from)
            .Select(candidate => candidate.SourceId)
            .Distinct()
            .OrderBy(id => id)
            .Take(limit + 1)
            .ToListAsync(stop);
        var earned = await Of(db.Earned).Where(candidate => sources.Contains(candidate.SourceId)).ToListAsync(stop);

        List<Line> held =
        [
            .. engagements.Select(accompaniedVisit => new Line(
                accompaniedVisit.Id,
                SourceKinds.Engagement,
                accompaniedVisit.HeldBecause!,
                accompaniedVisit.BranchId,
                [accompaniedVisit.PersonId],
                accompaniedVisit.CaseId,
                accompaniedVisit.Ended?.At ?? accompaniedVisit.Reported?.At ?? accompaniedVisit.Fee?.At
            )),
            .. referrals.Select(referral => new Line(
                referral.Id,
                SourceKinds.Referral,
                "fee-missing",
                referral.BranchId,
                [referral.PersonId],
                referral.CaseId,
                referral.ConvertedAt
            )),
            .. complaints.Select(complaintNote => new Line(
                complaintNote.Id,
                SourceKinds.Complaint,
                "responsibility-open",
                complaintNote.BranchId,
                [.. marks[complaintNote.Id].Order()],
                complaintNote.CaseId,
                complaintNote.Filed?.At
            )),
            .. earned
                .GroupBy(candidate => candidate.SourceId)
                .Select(all => new Line(
                    all.Key,
                    all.First().SourceKind,
                    "branch-not-known",
                    all.First().BranchId,
                    [.. all.Select(candidate => candidate.PersonId).Distinct().Order()],
                    all.First().CaseId,
                    all.Min(candidate => candidate.At)
                )),
        ];
        var page = held.OrderBy(line => line.SourceId).Take(limit).ToList();
        return TypedResults.Ok(new Response(page, held.Count > limit ? page[^1].SourceId : null));

        IQueryable<T> Of<T>(IQueryable<T> rows)
            where T : class, IBranchScoped
        {
            var (group, branches) = (caller.SeesGroup, caller.Branches);
            return rows.AsNoTracking()
                .Where(item => (group || branches.Contains(item.BranchId)) && (branchId == null || item.BranchId == branchId));
        }
    }
}
