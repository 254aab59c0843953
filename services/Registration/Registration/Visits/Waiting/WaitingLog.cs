namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// The attendant writes down what was served, how somebody was comforted with a care note for the anxious or
/// seriously ill, and who went out of sight and came back. Each once under its id. Refused when the client does
/// not wait any more. Comforting begins the waiting clock anew.
/// </summary>
public static class WaitingLog
{
    public sealed record RefreshmentRequest(
        [property: GivenId] Guid Id,
        [property: MinLength(1), MaxLength(7)] IReadOnlyList<Refreshment> Items
    );

    /// <param name="Note">Needed for an anxious or seriously ill client.</param>
    public sealed record ComfortRequest([property: GivenId] Guid Id, Mood Mood, [property: Text(300)] string? Note = null);

    public sealed record AwayRequest([property: GivenId] Guid Id, bool Away);

    public sealed record Response(
        Guid Id,
        CareKind Kind,
        IReadOnlyList<Refreshment> Items,
        Mood? Mood,
        string? Note,
        [Employee] Guid By,
        DateTimeOffset At
    );

    internal static void Map(RouteGroupBuilder visits)
    {
        visits
            .MapPost(
                "{visitId:guid}/refreshments",
                (
                    Guid visitId,
                    RefreshmentRequest request,
                    RegistrationDb db,
                    Caller caller,
                    PolicyBook policies,
                    TimeProvider clock,
                    CancellationToken stop
                ) =>
                    Write(
                        visitId,
                        request.Id,
                        CareKind.Refreshment,
                        [.. request.Items.Distinct()],
                        null,
                        null,
                        db,
                        caller,
                        policies,
                        clock,
                        stop
                    )
            )
            .Needs(Rights.ServeWaiting)
            .WithSummary("Serves somebody who waits")
            .Refuses(VisitRefusals.NotWaiting, Refusal.IdTaken);
        visits
            .MapPost(
                "{visitId:guid}/comfort",
                (
                    Guid visitId,
                    ComfortRequest request,
                    RegistrationDb db,
                    Caller caller,
                    PolicyBook policies,
                    TimeProvider clock,
                    CancellationToken stop
                ) =>
                    Write(
                        visitId,
                        request.Id,
                        CareKind.Comfort,
                        [],
                        request.Mood,
                        request.Note?.Normalized(),
                        db,
                        caller,
                        policies,
                        clock,
                        stop
                    )
            )
            .Needs(Rights.ServeWaiting)
            .WithSummary("Comforts somebody who waits; with a care note for the anxious")
            .Refuses(VisitRefusals.CareNoteRequired, VisitRefusals.NotWaiting, Refusal.IdTaken);
        visits
            .MapPost(
                "{visitId:guid}/whereabouts",
                (
                    Guid visitId,
                    AwayRequest request,
                    RegistrationDb db,
                    Caller caller,
                    PolicyBook policies,
                    TimeProvider clock,
                    CancellationToken stop
                ) =>
                    Write(
                        visitId,
                        request.Id,
                        request.Away ? CareKind.WentAway : CareKind.CameBack,
                        [],
                        null,
                        null,
                        db,
                        caller,
                        policies,
                        clock,
                        stop
                    )
            )
            .Needs(Rights.ServeWaiting)
            .WithSummary("Somebody who waits went out of sight, or came back")
            .Refuses(VisitRefusals.NotWaiting, Refusal.IdTaken);
        visits.MapGet("{visitId:guid}/waiting-log", Read).Needs(Rights.ServeWaiting).WithSummary("What was done for somebody who waited");
    }

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Write(
        Guid visitId,
        Guid id,
        CareKind kind,
        IReadOnlyList<Refreshment> items,
        Mood? mood,
        string? note,
        RegistrationDb db,
        Caller caller,
        PolicyBook policies,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (kind == CareKind.Comfort && mood != Mood.Calm && note is null)
            return VisitRefusals.CareNoteRequired.AsProblem();
        var arrival = await db.Arrivals.FindAsync([visitId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();

        var now = clock.GetUtcNow();
        WaitingCare care = new()
        {
            Id = id,
            VisitId = visitId,
            BranchId = arrival.BranchId,
            Kind = kind,
            Items = items,
            Mood = mood,
            Note = SealedText.OfOptional(note),
            By = caller.PersonId,
            At = now,
        };
        var known = await db.WaitingCares.FindAsync([id], stop);
        if (known is null)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            if (kind == CareKind.Comfort)
            {
                await db.CancelDeadlinesNow(visitId, stop, WaitingClock.Kind);
                await db.SettleWork(VisitWork.Comfort, visitId, stop);
            }
            if (await db.Visits.FindAsync([visitId], stop) is { } visit)
            {
                if (Apply(care, visit, now) is { } refusal)
                    return refusal.AsProblem();
                if (kind == CareKind.Comfort && visit.Waiting.Since is not null)
                    WaitingClock.Start(db, visit, policies, now);
            }
            db.Add(care);
            if (await db.TrySaveNew(stop))
            {
                await transaction.CommitAsync(stop);
                return TypedResults.Created($"/visits/{visitId}/waiting-log", Answer(care));
            }
            await transaction.RollbackAsync(stop);
            known = await db.WaitingCares.FindAsync([id], stop);
        }
        if (known is not null)
            await db.Open([known], stop);
        return care.SaysTheSame(known) ? TypedResults.Ok(Answer(known)) : Refusal.IdTaken.AsProblem();
    }

    static Refusal? Apply(WaitingCare care, Visit visit, DateTimeOffset now) =>
        care.Kind switch
        {
            CareKind.Refreshment => visit.Serve(now),
            CareKind.Comfort => visit.Comfort(now),
            _ => visit.NoteAway(care.Kind == CareKind.WentAway, now),
        };

    static async Task<Results<Ok<Response[]>, ProblemHttpResult>> Read(Guid visitId, RegistrationDb db, CancellationToken stop)
    {
        var arrival = await db.Arrivals.FindAsync([visitId], stop);
        if (arrival is null)
            return Refusal.NotFound.AsProblem();

        var cares = await db
            .WaitingCares.AsNoTracking()
            .Where(care => care.VisitId == visitId)
            .OrderBy(care => care.At)
            .ThenBy(care => care.Id)
            .Take(200)
            .ToListAsync(stop);
        await db.Open(cares, stop);
        if (cares.Exists(care => care.Note is not null))
            db.NoteRead(nameof(WaitingCare), visitId, arrival.BranchId, nameof(WaitingCare.Note));
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(cares.Select(Answer).ToArray());
    }

    static Response Answer(WaitingCare waitingCare) =>
        new(
            waitingCare.Id,
            waitingCare.Kind,
            waitingCare.Items,
            waitingCare.Mood,
            waitingCare.Note?.Read(),
            waitingCare.By,
            waitingCare.At
        );
}
