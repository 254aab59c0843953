using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Reports.Closings;

/// <summary>The desk sees what the client records of a day still lack, and who signed that they are complete .</summary>
public static class GetRecordClosing
{
    /// <param name="Closed">Nothing is missing, and nobody came since it was signed.</param>
    /// <param name="Closings">The last first.</param>
    public sealed record Response(
        DateOnly Day,
        bool Closed,
        IReadOnlyList<UnfinishedPage> Pages,
        IReadOnlyList<UnfinishedVisit> Visits,
        IReadOnlyList<CloseRecords.Response> Closings
    );

    internal static void Map(RouteGroupBuilder closings) =>
        closings.MapGet("", Handle).Needs(Rights.RegisterClients).WithSummary("What the client records of a day still lack");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly? day,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch) || await days.DayOf(branch, clock.GetUtcNow(), db, stop) is not { } today)
            return Refusal.NotFound.AsProblem();

        var wanted = day ?? today;
        var records = await DayRecords.Of(db, branch, wanted, stop);
        var said = await db
            .RecordClosings.AsNoTracking()
            .Where(recordClosing => recordClosing.BranchId == branch && recordClosing.Day == wanted)
            .OrderByDescending(recordClosing => recordClosing.ClosedAt)
            .Take(50)
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                wanted,
                records.StandsSince(said.FirstOrDefault()),
                records.Pages,
                records.Visits,
                [.. said.Select(CloseRecords.Answer)]
            )
        );
    }
}
