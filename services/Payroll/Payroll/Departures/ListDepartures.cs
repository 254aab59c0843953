namespace Clinic.Payroll.Departures;

/// <summary>
/// HR reads what was recorded of the end of an employment, in its order, with what was taken back, by whom and why.
/// </summary>
public static class ListDepartures
{
    public sealed record Response(IReadOnlyList<Line> Departures, Withdrawal? HireWithdrawn);

    /// <summary>One departure as it was recorded.</summary>
    public sealed record Line(
        int Number,
        string ReasonCode,
        DateOnly LastDay,
        [Employee] Guid RecordedBy,
        DateTimeOffset RecordedAt,
        Withdrawal? Withdrawn
    );

    /// <summary>Who took it back, when and why.</summary>
    public sealed record Withdrawal([Employee] Guid By, DateTimeOffset At, string Reason);

    internal static void Map(RouteGroupBuilder employees) =>
        employees
            .MapGet("{id:guid}/departures", Handle)
            .Needs(Rights.RecordDepartures)
            .WithSummary("The departures of one person, and what was taken back");

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(Guid id, PayrollDb db, CancellationToken stop)
    {
        if (!await db.Employees.AnyAsync(employee => employee.Id == id, stop))
            return Refusal.NotFound.AsProblem();
        var departures = await db
            .Departures.AsNoTracking()
            .Where(departure => departure.EmployeeId == id)
            .OrderBy(departure => departure.Number)
            .ToListAsync(stop);
        var corrections = await db
            .EmploymentCorrections.AsNoTracking()
            .Where(correction => correction.EmployeeId == id)
            .ToDictionaryAsync(correction => correction.Corrects, stop);
        await db.Open(corrections.Values, stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. departures.Select(departure => new Line(
                        departure.Number,
                        departure.ReasonCode,
                        departure.LastDay,
                        departure.RecordedBy,
                        departure.At,
                        Of(departure.Number)
                    )),
                ],
                Of(1)
            )
        );

        Withdrawal? Of(int number) =>
            corrections.GetValueOrDefault(number) is { } done ? new(done.By, done.At, done.Reason.Read() ?? "") : null;
    }
}
