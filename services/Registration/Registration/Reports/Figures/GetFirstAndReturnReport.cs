using Clinic.Registration.Contracts;
using Clinic.Registration.Visits.Triage;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// The statistics of first and return visits (RPT-03) by day, department and doctor, with those who asked for a doctor and special
/// first visits. Counted by the type as it stands now, so that a corrected one corrects them. Visits taken back do not count, nor does one
/// that a client left untreated and came back for on the same day.
/// </summary>
public static class GetFirstAndReturnReport
{
    /// <param name="Total">First and return together.</param>
    /// <param name="Designated">Asked for the doctor by name.</param>
    /// <param name="Special">Special first visits.</param>
    public sealed record Counts(int First, int Return, int Total, int Designated, int Special);

    public sealed record Line([Place] Guid BranchId, DateOnly Day, [Place] Guid? DepartmentId, [Employee] Guid? DoctorId, Counts Counts);

    public sealed record Response(DateOnly From, DateOnly To, Counts Total, IReadOnlyList<Line> Lines);

    internal static void Map(RouteGroupBuilder reports) =>
        reports
            .MapGet("first-and-return", Handle)
            .Needs(Rights.VisitStatistics)
            .WithSummary("First and return visits by day, department and doctor")
            .Refuses(ReportPeriod.Impossible);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid? branch,
        DateOnly from,
        DateOnly to,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (ReportPeriod.CheckDays(caller, branch, from, to) is { } refusal)
            return refusal.AsProblem();

        var visits = db
            .Visits.AsNoTracking()
            .Where(visit =>
                (branch == null || visit.BranchId == branch)
                && visit.Day >= from
                && visit.Day <= to
                && visit.Voiding.At == null
                && (
                    visit.Leaving.LeftAt == null
                    || !db.Visits.Any(later =>
                        later.ClientId == visit.ClientId
                        && later.BranchId == visit.BranchId
                        && later.Day == visit.Day
                        && later.CheckedInAt > visit.CheckedInAt
                        && later.Voiding.At == null
                    )
                )
            );
        var counted = await (
            from visit in visits
            join decision in db.TriageDecisions.Where(triageDecision => triageDecision.ReversedAt == null)
                on visit.Id equals decision.VisitId
                into decisions
            from decision in decisions.DefaultIfEmpty()
            group new { visit.Type, Way = (TriageWay?)decision.Way } by new
            {
                visit.BranchId,
                visit.Day,
                visit.DepartmentId,
                visit.DoctorId,
            } into all
            orderby all.Key.BranchId, all.Key.Day, all.Key.DepartmentId, all.Key.DoctorId
            select new
            {
                all.Key,
                First = all.Count(row => row.Type == VisitType.First),
                Return = all.Count(row => row.Type == VisitType.Return),
                Designated = all.Count(row => row.Way == TriageWay.Designated),
                Special = all.Count(row => row.Way == TriageWay.SpecialFirstVisit),
            }
        ).ToListAsync(stop);
        Line[] lines =
        [
            .. counted.Select(row => new Line(
                row.Key.BranchId,
                row.Key.Day,
                row.Key.DepartmentId,
                row.Key.DoctorId,
                new(row.First, row.Return, row.First + row.Return, row.Designated, row.Special)
            )),
        ];
        return TypedResults.Ok(
            new Response(
                from,
                to,
                lines.Aggregate(
                    new Counts(0, 0, 0, 0, 0),
                    (sum, line) =>
                        new(
                            sum.First + line.Counts.First,
                            sum.Return + line.Counts.Return,
                            sum.Total + line.Counts.Total,
                            sum.Designated + line.Counts.Designated,
                            sum.Special + line.Counts.Special
                        )
                ),
                lines
            )
        );
    }
}
