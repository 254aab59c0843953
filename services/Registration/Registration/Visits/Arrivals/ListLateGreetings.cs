namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// Manager and director see which greetings were late, the newest first, with the arrival that an excuse names; of one branch or of
/// all in sight, of clinic days (both count in) and of one person: who greeted or, as long as nobody did, who noted the arrival. Of whom
/// it is nobody knows at the door, so no client is in it.
/// </summary>
public static class ListLateGreetings
{
    /// <param name="Id">The arrival, by which the lateness is excused; also of the visit that came of it.</param>
    /// <param name="GreetedBy">Nothing while nobody greeted.</param>
    /// <param name="Seconds">From the arrival to the greeting, rounded up; nothing while nobody greeted.</param>
    /// <param name="LimitSeconds">What the branch allowed then.</param>
    /// <param name="EnteredAfterwards">The seconds are somebody's memory .</param>
    public sealed record Line(
        Guid Id,
        [Place] Guid BranchId,
        DateOnly Day,
        DateTimeOffset ArrivedAt,
        [Employee] Guid RecordedBy,
        DateTimeOffset? GreetedAt,
        [Employee] Guid? GreetedBy,
        int? Seconds,
        int LimitSeconds,
        bool EnteredAfterwards,
        DateTimeOffset? ExcusedAt,
        [Employee] Guid? ExcusedBy
    );

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapGet("late-greetings", Handle)
            .Needs(Rights.ReadLateness)
            .WithSummary("Late greetings, the newest first (after: the id named as next by the page before)");

    static async Task<Results<Ok<Page<Line>>, ProblemHttpResult>> Handle(
        Guid? branch,
        Guid? person,
        DateOnly? from,
        DateOnly? to,
        bool? excused,
        Guid? after,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop,
        [Range(1, 200)] int limit = 200
    )
    {
        if (branch is { } asked && !caller.WorksIn(asked))
            return Refusal.NotFound.AsProblem();

        var late = db.Arrivals.AsNoTracking().Where(arrival => arrival.GreetingLate);
        if (after is { } id)
        {
            if (await late.FirstOrDefaultAsync(arrival => arrival.Id == id, stop) is not { } last)
                return Refusal.NotFound.AsProblem();
            late = late.Where(arrival =>
                arrival.ArrivedAt < last.ArrivedAt || (arrival.ArrivedAt == last.ArrivedAt && arrival.Id < last.Id)
            );
        }
        return TypedResults.Ok(
            await late.Where(arrival =>
                    (branch == null || arrival.BranchId == branch)
                    && (person == null || (arrival.GreetedBy ?? arrival.RecordedBy) == person)
                    && (from == null || arrival.Day >= from)
                    && (to == null || arrival.Day <= to)
                    && (
                        excused == null
                        || db.Excuses.Any(excuse => excuse.VisitId == arrival.Id && excuse.Step == LateStep.Greeting) == excused
                    )
                )
                .OrderByDescending(arrival => arrival.ArrivedAt)
                .ThenByDescending(arrival => arrival.Id)
                .Select(arrival => new Line(
                    arrival.Id,
                    arrival.BranchId,
                    arrival.Day,
                    arrival.ArrivedAt,
                    arrival.RecordedBy,
                    arrival.GreetedAt,
                    arrival.GreetedBy,
                    arrival.GreetingSeconds,
                    arrival.LimitSeconds,
                    arrival.RecordedAt > arrival.ArrivedAt,
                    db.Excuses.Where(excuse => excuse.VisitId == arrival.Id && excuse.Step == LateStep.Greeting)
                        .Select(excuse => (DateTimeOffset?)excuse.At)
                        .FirstOrDefault(),
                    db.Excuses.Where(excuse => excuse.VisitId == arrival.Id && excuse.Step == LateStep.Greeting)
                        .Select(excuse => (Guid?)excuse.By)
                        .FirstOrDefault()
                ))
                .ToPage(limit, line => line.Id, stop)
        );
    }
}
