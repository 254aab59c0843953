using Clinic.Registration.Premises.Branches;

namespace Clinic.Registration.Visits.Arrivals;

/// <summary>
/// The greeter taps that somebody came in; the seconds until the greeting count from here. Nobody knows yet who it is:
/// the visit will have this id. Refused: an unknown branch (404), an arrival in the future or over 12 hours ago.
/// </summary>
public static class NoteArrival
{
    /// <param name="ArrivedAt">Now when left out; an earlier instant is marked as entered afterwards.</param>
    public sealed record Request([property: GivenId] Guid Id, [property: GivenId] Guid BranchId, DateTimeOffset? ArrivedAt = null);

    /// <param name="EnteredAfterwards">The seconds were not measured by the platform.</param>
    public sealed record Response(Guid Id, DateTimeOffset ArrivedAt, DateTimeOffset GreetingDueAt, bool EnteredAfterwards);

    static readonly TimeSpan LongestAgo = TimeSpan.FromHours(12);

    internal static void Map(RouteGroupBuilder arrivals) =>
        arrivals
            .MapPost("", Handle)
            .Needs(Rights.Greet)
            .WithSummary("Notes that somebody is at the door; starts the seconds")
            .Refuses(VisitRefusals.ArrivalImpossible, Refusal.IdTaken);

    /// <summary>Null when somebody can have arrived then.</summary>
    internal static Refusal? CheckArrivalTime(DateTimeOffset arrivedAt, DateTimeOffset now) =>
        arrivedAt > now || arrivedAt < now - LongestAgo ? VisitRefusals.ArrivalImpossible : null;

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        ClinicDays days,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var now = clock.GetUtcNow();
        var arrived = request.ArrivedAt ?? now;
        if (CheckArrivalTime(arrived, now) is { } refusal)
            return refusal.AsProblem();
        if (!caller.WorksIn(request.BranchId) || await days.DayOf(request.BranchId, arrived, db, stop) is not { } day)
            return Refusal.NotFound.AsProblem();

        var known = await db.Arrivals.FindAsync([request.Id], stop);
        if (known is null)
        {
            Arrival arrival = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Day = day,
                ArrivedAt = arrived,
                RecordedAt = now,
                RecordedBy = caller.PersonId,
                LimitSeconds = policies.Value(GreetingClock.MaxSeconds, request.BranchId, arrived),
            };
            db.Add(arrival);
            GreetingClock.Start(db, arrival);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/arrivals/{arrival.Id}", Answer(arrival));
            known = await db.Arrivals.FindAsync([request.Id], stop);
        }
        return known is not null && known.BranchId == request.BranchId && (request.ArrivedAt is null || known.ArrivedAt == arrived)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static Response Answer(Arrival arrival) => new(arrival.Id, arrival.ArrivedAt, arrival.GreetingDueAt, arrival.EnteredAfterwards);
}
