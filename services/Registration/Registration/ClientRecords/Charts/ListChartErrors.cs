using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Charts;

/// <summary>
/// The supervisor sees the mistakes found in charts of a branch, the newest first, a page at a time; or only those not put right.
/// </summary>
public static class ListChartErrors
{
    /// <param name="ClientName">Masked.</param>
    public sealed record Line(
        Guid Id,
        Guid ClientId,
        ChartErrorKind Kind,
        string Finding,
        [Employee] Guid MadeBy,
        [Employee] Guid FoundBy,
        DateTimeOffset FoundAt,
        DateTimeOffset? CorrectedAt,
        [Employee] Guid? CorrectedBy,
        string? ClientName
    );

    internal static void Map(RouteGroupBuilder errors) =>
        errors.MapGet("", Handle).Needs(Rights.CheckCharts).WithSummary("Mistakes found in charts");

    /// <param name="after">The last id of the page before.</param>
    static async Task<Results<Ok<List<Line>>, ProblemHttpResult>> Handle(
        Guid branch,
        bool? open,
        Guid? after,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var errors = db.ChartErrors.AsNoTracking().Where(error => error.BranchId == branch && (open != true || error.CorrectedAt == null));
        if (
            after is not null
            && await db.ChartErrors.AsNoTracking().FirstOrDefaultAsync(chartError => chartError.Id == after, stop) is { } last
        )
            errors = errors.Where(chartError =>
                chartError.FoundAt < last.FoundAt || (chartError.FoundAt == last.FoundAt && chartError.Id < last.Id)
            );
        var found = await errors
            .OrderByDescending(chartError => chartError.FoundAt)
            .ThenByDescending(chartError => chartError.Id)
            .Take(limit ?? 100)
            .Select(chartError => new
            {
                Error = chartError,
                Name = db.Clients.Where(client => client.Id == chartError.ClientId).Select(client => client.Name).FirstOrDefault(),
            })
            .ToListAsync(stop);
        await db.Open(found.Select(row => row.Error), stop);
        await db.NoteNamesRead("chart-errors", branch, found.Select(row => row.Name), stop);
        return TypedResults.Ok(
            found.ConvertAll(row => new Line(
                row.Error.Id,
                row.Error.ClientId,
                row.Error.Kind,
                row.Error.Finding.Read() ?? "",
                row.Error.MadeBy,
                row.Error.FoundBy,
                row.Error.FoundAt,
                row.Error.CorrectedAt,
                row.Error.CorrectedBy,
                MaskedName.OrNothing(row.Name)
            ))
        );
    }
}
