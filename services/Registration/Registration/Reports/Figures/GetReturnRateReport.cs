using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// The return rate of a month (RPT-15, R-151): of the clients with a completed visit in it, how many had another completed one
/// within the branch's window after their first of the month; by department and doctor, and as a whole, where each client counts once.
/// </summary>
public static class GetReturnRateReport
{
    /// <param name="Rate">Between 0 and 1, four decimals; nothing when nobody was there.</param>
    public sealed record Share(int Clients, int CameBack, decimal? Rate);

    public sealed record Line([Place] Guid DepartmentId, [Employee] Guid DoctorId, Share Share);

    /// <param name="Settled">True once the window of every client of the month has passed, so that the figure stays.</param>
    public sealed record Response(DateOnly Month, int WindowDays, bool Settled, Share Whole, IReadOnlyList<Line> Lines);

    /// <summary>How long after a visit another one counts as coming back.</summary>
    public static readonly Policy<int> WindowDays = new("report.returnWindowDays", 90, 7, 366, "default, unconfirmed (R-151)");

    internal static void Map(RouteGroupBuilder reports) =>
        reports
            .MapGet("return-rate", Handle)
            .Needs(Rights.ClientStatistics)
            .WithSummary("How many clients of a month came back")
            .Refuses(ReportPeriod.Impossible, ReportPeriod.NotAMonth);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly month,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (ReportPeriod.CheckMonth(caller, branch, month) is { } refusal)
            return refusal.AsProblem();
        var now = clock.GetUtcNow();
        if (await days.DayOf(branch, now, db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var (end, window) = (ReportPeriod.EndOfMonth(month), policies.Value(WindowDays, branch, now));
        var seen = db
            .Visits.AsNoTracking()
            .Where(visit =>
                visit.BranchId == branch && visit.Day >= month && visit.Day <= end && visit.CompletedAt != null && visit.Voiding.At == null
            );
        var firsts = seen.GroupBy(visit => new
            {
                visit.ClientId,
                visit.DepartmentId,
                visit.DoctorId,
            })
            .Select(all => new
            {
                all.Key.ClientId,
                all.Key.DepartmentId,
                all.Key.DoctorId,
                Day = all.Min(visit => visit.Day),
            });
        var clients = await firsts
            .Select(first => new
            {
                first.ClientId,
                first.DepartmentId,
                first.DoctorId,
                first.Day,
                CameBack = db.Visits.Any(later =>
                    later.ClientId == first.ClientId
                    && later.CompletedAt != null
                    && later.Voiding.At == null
                    && later.Day > first.Day
                    && later.Day <= first.Day.AddDays(window)
                ),
            })
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                month,
                window,
                today > end.AddDays(window),
                Of([.. clients.GroupBy(row => row.ClientId).Select(visits => visits.MinBy(first => first.Day)!.CameBack)]),
                [
                    .. clients
                        .GroupBy(row => (row.DepartmentId, row.DoctorId))
                        .OrderBy(all => all.Key.DepartmentId)
                        .ThenBy(all => all.Key.DoctorId)
                        .Select(all => new Line(
                            all.Key.DepartmentId!.Value,
                            all.Key.DoctorId!.Value,
                            Of([.. all.Select(row => row.CameBack)])
                        )),
                ]
            )
        );
    }

    static Share Of(List<bool> cameBack) =>
        new(
            cameBack.Count,
            cameBack.Count(flag => flag),
            cameBack.Count == 0 ? null : decimal.Round((decimal)cameBack.Count(flag => flag) / cameBack.Count, 4)
        );
}
