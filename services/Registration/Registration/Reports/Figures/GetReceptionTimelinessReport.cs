using Clinic.Registration.Visits.Arrivals;

namespace Clinic.Registration.Reports.Figures;

/// <summary>
/// RPT-17. How quickly a branch greeted, collected, served and how long its clients waited, over at most
/// 92 clinic days: average, percentiles, longest and breaches, in all, by day and by person. Excused breaches stay counted and
/// are shown apart. What was entered afterwards is left out, because nobody measured it, and so is a visit that was taken back.
/// </summary>
public static class GetReceptionTimelinessReport
{
    /// <param name="Greeting">From the arrival.</param>
    /// <param name="Pickup">From the notice to the collection.</param>
    /// <param name="Serving">From the triage to the first refreshment.</param>
    /// <param name="Waiting">From the registration to the collection.</param>
    public sealed record Figures(Timing? Greeting, Timing? Pickup, Timing? Serving, Timing? Waiting);

    public sealed record OfDay(DateOnly Day, Figures Figures);

    public sealed record OfPerson([Employee] Guid EmployeeId, Timing? Greeting, Timing? Pickup);

    public sealed record Response(DateOnly From, DateOnly To, Figures All, IReadOnlyList<OfDay> ByDay, IReadOnlyList<OfPerson> ByPerson);

    sealed record Measured(
        IReadOnlyList<Timed> Greeting,
        IReadOnlyList<Timed> Pickup,
        IReadOnlyList<Timed> Serving,
        IReadOnlyList<Timed> Waiting
    );

    internal const int MostDays = 92;

    static readonly Refusal RangeImpossible = new("range-impossible", "Name at most 92 days, the first before the last.", 400);

    internal static void Map(RouteGroupBuilder reports) =>
        reports
            .MapGet("reception-timeliness", Handle)
            .Needs(Rights.ReadReports)
            .WithSummary("How quickly a branch greets and collects, in percentiles")
            .Refuses(RangeImpossible);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid branch,
        DateOnly from,
        DateOnly to,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
            return RangeImpossible.AsProblem();
        if (!caller.WorksIn(branch) || !await db.Branches.AnyAsync(candidate => candidate.Id == branch, stop))
            return Refusal.NotFound.AsProblem();

        var measured = await Measure(db, branch, from, to, stop);
        var days = new[] { measured.Greeting, measured.Pickup, measured.Serving, measured.Waiting }
            .SelectMany(all => all)
            .Select(timed => timed.Day)
            .Distinct()
            .Order();
        var people = measured.Greeting.Concat(measured.Pickup).Select(timed => timed.Who).Distinct().Order();
        return TypedResults.Ok(
            new Response(
                from,
                to,
                Of(measured, _ => true),
                [.. days.Select(day => new OfDay(day, Of(measured, timed => timed.Day == day)))],
                [
                    .. people.Select(who => new OfPerson(
                        who,
                        Timing.Of(measured.Greeting.Where(timed => timed.Who == who)),
                        Timing.Of(measured.Pickup.Where(timed => timed.Who == who))
                    )),
                ]
            )
        );
    }

    static Figures Of(Measured all, Func<Timed, bool> which) =>
        new(
            Timing.Of(all.Greeting.Where(which)),
            Timing.Of(all.Pickup.Where(which)),
            Timing.Of(all.Serving.Where(which)),
            Timing.Of(all.Waiting.Where(which))
        );

    static async Task<Measured> Measure(RegistrationDb db, Guid branch, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var arrivals = await db
            .Arrivals.AsNoTracking()
            .Where(arrival =>
                arrival.BranchId == branch
                && arrival.Day >= from
                && arrival.Day <= to
                && arrival.RecordedAt <= arrival.ArrivedAt
                && arrival.GreetedBy != null
                && !db.Visits.Any(visit => visit.Id == arrival.Id && visit.Voiding.At != null)
            )
            .Select(arrival => new
            {
                arrival.Day,
                arrival.GreetingSeconds,
                arrival.GreetingLate,
                arrival.GreetedBy,
                Excused = db.Excuses.Any(excuse => excuse.VisitId == arrival.Id && excuse.Step == LateStep.Greeting),
            })
            .ToListAsync(stop);
        var visits = await db
            .Visits.AsNoTracking()
            .Where(visit =>
                visit.BranchId == branch && visit.Day >= from && visit.Day <= to && visit.Voiding.At == null && visit.Waiting.Since != null
            )
            .Select(visit => new
            {
                visit.Day,
                visit.Pickup.NotifiedAt,
                visit.Pickup.CollectedAt,
                visit.DoctorId,
                PickupOverdue = visit.Pickup.Overdue,
                WaitingSince = visit.Waiting.Since,
                visit.Waiting.FirstServedAt,
                visit.Way.RegisteredAt,
                WaitedTooLong = visit.Waiting.TooLong,
                Excused = db.Excuses.Any(excuse => excuse.VisitId == visit.Id && excuse.Step == LateStep.Pickup),
            })
            .ToListAsync(stop);
        return new(
            [
                .. arrivals.Select(row => new Timed(
                    row.GreetingSeconds!.Value,
                    row.GreetingLate,
                    row.Excused,
                    row.Day,
                    row.GreetedBy!.Value
                )),
            ],
            [
                .. visits
                    .Where(row => row is { NotifiedAt: not null, CollectedAt: not null, DoctorId: not null })
                    .Select(row => new Timed(
                        Seconds(row.NotifiedAt, row.CollectedAt),
                        row.PickupOverdue,
                        row.Excused,
                        row.Day,
                        row.DoctorId!.Value
                    )),
            ],
            [
                .. visits
                    .Where(row => row.FirstServedAt >= row.WaitingSince)
                    .Select(row => new Timed(Seconds(row.WaitingSince, row.FirstServedAt), false, false, row.Day, Guid.Empty)),
            ],
            [
                .. visits
                    .Where(row => row is { RegisteredAt: not null, CollectedAt: not null })
                    .Select(row => new Timed(Seconds(row.RegisteredAt, row.CollectedAt), row.WaitedTooLong, false, row.Day, Guid.Empty)),
            ]
        );
    }

    static int Seconds(DateTimeOffset? from, DateTimeOffset? to) => (int)Math.Ceiling(Math.Max(0, (to!.Value - from!.Value).TotalSeconds));
}
