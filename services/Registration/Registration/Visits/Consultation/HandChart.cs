namespace Clinic.Registration.Visits.Consultation;

/// <summary>One hand-over of a chart before the doctor has it, or its putting away (AC-10).</summary>
public sealed class ChartMove : IBranchScoped, IAppendOnly
{
    public Guid Id { get; init; }
    public Guid VisitId { get; init; }
    public Guid BranchId { get; init; }
    public ChartPlace To { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Who may have the chart before the doctor.</summary>
public enum ChartHolder
{
    Desk,
    Guide,
    Client,
}

/// <summary>
/// The chart changes hands between desk, guide and client before the collection, and is put away after the visit (AC-10, AC-16,
/// With the doctor it goes by the collection, and back to the desk by its return. The log shows every hand it was in.
/// </summary>
public static class HandChart
{
    public sealed record Request(ChartHolder To);

    /// <summary>There is nothing to say but that it happened.</summary>
    public sealed record ArchiveRequest;

    public sealed record Response(ChartPlace Chart);

    public sealed record Line(ChartPlace Place, Guid By, DateTimeOffset At);

    internal static void Map(RouteGroupBuilder visits)
    {
        visits
            .MapPost("{visitId:guid}/chart-handover", Handle)
            .Needs(Rights.Guide)
            .WithSummary("Hands the chart to desk, guide or client")
            .Refuses(VisitRefusals.AnyOutOfOrder);
        visits
            .MapPost("{visitId:guid}/chart-archive", Archive)
            .Needs(Rights.ReceiveChart)
            .WithSummary("Puts the chart away")
            .Refuses(VisitRefusals.AnyOutOfOrder);
        visits.MapGet("{visitId:guid}/chart-custody", Log).Needs(Rights.ReadVisits).WithSummary("Every hand the chart was in");
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var to = request.To switch
        {
            ChartHolder.Guide => ChartPlace.WithGuide,
            ChartHolder.Client => ChartPlace.WithClient,
            _ => ChartPlace.AtDesk,
        };
        return await Move(visitId, to, visit => visit.HandChart(to), db, caller, clock, stop);
    }

    static Task<Results<Ok<Response>, ProblemHttpResult>> Archive(
        Guid visitId,
        ArchiveRequest _,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    ) => Move(visitId, ChartPlace.Archived, visit => visit.ArchiveChart(), db, caller, clock, stop);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Move(
        Guid visitId,
        ChartPlace to,
        Func<Visit, Refusal?> act,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        if (visit.Chart.Place != to)
        {
            if (act(visit) is { } refusal)
                return refusal.AsProblem();

            var now = clock.GetUtcNow();
            db.Add(
                new ChartMove
                {
                    Id = Guid.CreateVersion7(now),
                    VisitId = visit.Id,
                    BranchId = visit.BranchId,
                    To = to,
                    By = caller.PersonId,
                    At = now,
                }
            );
            await db.SaveChangesAsync(stop);
        }
        return TypedResults.Ok(new Response(visit.Chart.Place));
    }

    static async Task<Results<Ok<Line[]>, ProblemHttpResult>> Log(Guid visitId, RegistrationDb db, CancellationToken stop)
    {
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();

        return TypedResults.Ok(await CustodyOf(visit, db, stop));
    }

    /// <summary>Every hand the chart of a visit was in, in order.</summary>
    internal static async Task<Line[]> CustodyOf(Visit visit, RegistrationDb db, CancellationToken stop)
    {
        var moves = await db
            .ChartMoves.AsNoTracking()
            .Where(move => move.VisitId == visit.Id)
            .OrderBy(move => move.At)
            .Take(200)
            .ToListAsync(stop);
        List<Line> log =
        [
            new(ChartPlace.AtDesk, visit.CheckedInBy, visit.CheckedInAt),
            .. moves.Select(move => new Line(move.To, move.By, move.At)),
        ];
        if (visit.Pickup is { CollectedAt: { } collected, CollectedBy: { } collector })
            log.Add(new(ChartPlace.WithDoctor, collector, collected));
        if (visit.Chart is { ReturnedAt: { } returned, ReceivedBy: { } receiver })
            log.Add(new(ChartPlace.BackAtDesk, receiver, returned));
        return [.. log.OrderBy(line => line.At)];
    }
}
