using Clinic.Registration.Premises.Branches;
using Clinic.Registration.WholeRecord.Rounds;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// What is missing or wrong in the client records of a branch: front pages that are no charts yet, charts without an identity
/// card and no reason for it, mistakes not put right, and clients whom the platform has not sorted for longer than the branch allows.
/// </summary>
public static class GetCompletenessReport
{
    /// <param name="FromEarlierDays">Of the unfinished front pages, those that should have been finished before closing .</param>
    public sealed record Response(
        int UnfinishedFrontPages,
        int FromEarlierDays,
        int WithoutIdCard,
        int OpenChartErrors,
        int NotSortedInTime
    );

    internal static void Map(RouteGroupBuilder reports) =>
        reports.MapGet("completeness", Handle).Needs(Rights.CheckCharts).WithSummary("What is missing or wrong in the client records");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        if (!caller.WorksIn(branch) || await days.DayOf(branch, now, db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var pages = db.StartedPages.Where(page => page.BranchId == branch && page.EndedAt == null);
        var clients = db.Clients.Where(client => client.BranchId == branch && client.MergedInto == null && client.ForgottenAt == null);
        // A round late: the platform sorts each day.
        var old = now.AddDays(-policies.Value(ClassifyClients.EveryDays, branch, now) - 1);
        return TypedResults.Ok(
            new Response(
                await pages.CountAsync(stop),
                await pages.CountAsync(page => page.Day < today, stop),
                await clients.CountAsync(client => client.SealedIdNumber == null && client.NoIdCard == null, stop),
                await db.ChartErrors.CountAsync(error => error.BranchId == branch && error.CorrectedAt == null, stop),
                await clients.CountAsync(client => client.JudgedAt < old, stop)
            )
        );
    }
}
