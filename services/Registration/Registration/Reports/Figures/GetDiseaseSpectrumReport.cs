namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// Which illnesses there were in a month and how that changed against the month before (RPT-13, R-109), from coded diagnoses, as a
/// whole and never of a person: a code of fewer than five clients is not shown, and when the hidden ones could be worked out from
/// the total, the next smallest is hidden too. Whole months only, so that two reports cannot be subtracted from each other.
/// </summary>
public static class GetDiseaseSpectrumReport
{
    /// <param name="Share">Of the month's coded diagnoses, four decimals.</param>
    /// <param name="Before">In the month before; nothing when it is hidden there.</param>
    public sealed record Line(string Code, int Diagnoses, decimal Share, int? Before);

    /// <param name="HiddenCodes">How many codes are not shown.</param>
    public sealed record Response(DateOnly Month, int Diagnoses, int HiddenCodes, int HiddenDiagnoses, IReadOnlyList<Line> Lines);

    sealed record Counted(string Code, int Diagnoses, int Clients);

    /// <summary>Groups smaller than this are hidden; a branch may hide more, never less.</summary>
    public static readonly Policy<int> SmallestGroup = new("report.smallestGroup", 5, 5, 100, "catalogue 4.1");

    internal static void Map(RouteGroupBuilder reports) =>
        reports
            .MapGet("disease-spectrum", Handle)
            .Needs(Rights.DiseaseStatistics)
            .WithSummary("Illnesses of a month, small groups hidden")
            .Refuses(ReportPeriod.Impossible, ReportPeriod.NotAMonth);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid? branch,
        DateOnly month,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (ReportPeriod.CheckMonth(caller, branch, month) is { } refusal)
            return refusal.AsProblem();

        var least = policies.Value(SmallestGroup, branch ?? Guid.Empty, clock.GetUtcNow());
        var (all, before) = (
            await Of(db, branch, month, stop),
            Shown(await Of(db, branch, month.AddMonths(-1), stop), least)
                .ToDictionary(counted => counted.Code, counted => counted.Diagnoses)
        );
        var (total, shown) = (all.Sum(counted => counted.Diagnoses), Shown(all, least));
        return TypedResults.Ok(
            new Response(
                month,
                total,
                all.Count - shown.Count,
                total - shown.Sum(counted => counted.Diagnoses),
                [
                    .. shown.Select(counted => new Line(
                        counted.Code,
                        counted.Diagnoses,
                        decimal.Round((decimal)counted.Diagnoses / total, 4),
                        before.TryGetValue(counted.Code, out var then) ? then : null
                    )),
                ]
            )
        );
    }

    static Task<List<Counted>> Of(RegistrationDb db, Guid? branch, DateOnly month, CancellationToken stop)
    {
        var end = ReportPeriod.EndOfMonth(month);
        return db
            .Diagnoses.Where(diagnosis =>
                (branch == null || diagnosis.BranchId == branch) && diagnosis.Day >= month && diagnosis.Day <= end
            )
            .Join(
                db.Visits.Where(visit => visit.Voiding.At == null),
                diagnosis => diagnosis.Id,
                visit => visit.Id,
                (diagnosis, visit) => new { diagnosis.Code, visit.ClientId }
            )
            .GroupBy(row => row.Code)
            .Select(same => new Counted(same.Key, same.Count(), same.Select(row => row.ClientId).Distinct().Count()))
            .ToListAsync(stop);
    }

    // Largest first. What is hidden has to be a group of that size itself, or none.
    static List<Counted> Shown(List<Counted> all, int least)
    {
        List<Counted> shown =
        [
            .. all.Where(counted => counted.Clients >= least)
                .OrderByDescending(counted => counted.Diagnoses)
                .ThenBy(counted => counted.Code, StringComparer.Ordinal),
        ];
        var hidden = all.Where(counted => counted.Clients < least).Sum(counted => counted.Diagnoses);
        while (hidden > 0 && hidden < least && shown.Count > 0)
        {
            hidden += shown[^1].Diagnoses;
            shown.RemoveAt(shown.Count - 1);
        }
        return shown;
    }
}
