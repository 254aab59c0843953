using Clinic.Registration.Contracts;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// How many clients each group has (RPT-14, R-110), how many of them may be contacted, and how many charts lie in the archive.
/// </summary>
public static class GetSegmentsReport
{
    public sealed record Line(ClientSegment Segment, int Clients, int Marked, int CareConsent, int MarketingConsent, int Archived);

    internal static void Map(RouteGroupBuilder reports) =>
        reports.MapGet("segments", Handle).Needs(Rights.ClientStatistics).WithSummary("How many clients each group has");

    static async Task<Results<Ok<List<Line>>, ProblemHttpResult>> Handle(
        Guid? branch,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    ) =>
        (branch is { } at ? caller.WorksIn(at) : caller.SeesGroup)
            ? TypedResults.Ok(
                await db
                    .Clients.Where(client => (branch == null || client.BranchId == branch) && client.MergedInto == null)
                    .GroupBy(client => client.Segment)
                    .OrderBy(all => all.Key)
                    .Select(all => new Line(
                        all.Key,
                        all.Count(),
                        all.Count(client => client.SegmentIsMarked),
                        all.Count(client => client.CareConsent),
                        all.Count(client => client.MarketingConsent),
                        all.Count(client => client.ArchivedAt != null)
                    ))
                    .ToListAsync(stop)
            )
            : Refusal.NotFound.AsProblem();
}
