namespace Clinic.Registration.Visits.Waiting;

/// <summary>
/// The attendant notes what runs low in a waiting area, and refills it; the minutes between are measured. One open
/// shortage per floor and item. Each once; refused is another quantity than the one on record.
/// </summary>
public static class NoteShortage
{
    /// <param name="Left">How much is still there.</param>
    public sealed record Request(
        [property: GivenId] Guid Id,
        [property: GivenId] Guid BranchId,
        [property: Range(1, 200)] int Floor,
        StockItem Item,
        [property: Range(0, 10_000)] int Left
    );

    public sealed record RefillRequest([property: Range(1, 10_000)] int Quantity);

    public sealed record Response(
        Guid Id,
        int Floor,
        StockItem Item,
        int Left,
        DateTimeOffset SeenAt,
        int? Refilled,
        DateTimeOffset? RefilledAt,
        int? Minutes
    );

    internal static void Map(RouteGroupBuilder areas)
    {
        areas
            .MapPost("shortages", Handle)
            .Needs(Rights.ServeWaiting)
            .WithSummary("Notes that something runs low")
            .Refuses(VisitRefusals.ShortageIsOpen, Refusal.IdTaken);
        areas
            .MapPost("shortages/{shortageId:guid}/refill", Refill)
            .Needs(Rights.ServeWaiting)
            .WithSummary("Refills what ran low")
            .Refuses(Refusal.AlreadyRecorded);
        areas.MapGet("shortages", OfBranch).Needs(Rights.ServeWaiting).WithSummary("What runs low and was refilled, the latest first");
    }

    static async Task<Results<Created<Response>, Ok<Response>, ProblemHttpResult>> Handle(
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(request.BranchId) || !await db.Branches.AnyAsync(branch => branch.Id == request.BranchId, stop))
            return Refusal.NotFound.AsProblem();

        var known = await db.Shortages.FindAsync([request.Id], stop);
        if (known is null)
        {
            Shortage shortage = new()
            {
                Id = request.Id,
                BranchId = request.BranchId,
                Floor = request.Floor,
                Item = request.Item,
                Left = request.Left,
                SeenBy = caller.PersonId,
                SeenAt = clock.GetUtcNow(),
            };
            db.Add(shortage);
            if (await db.TrySaveNew(stop))
                return TypedResults.Created($"/waiting-areas/shortages?branch={shortage.BranchId}", Answer(shortage));
            known = await db.Shortages.FindAsync([request.Id], stop);
        }
        return
            known is not null
            && (known.BranchId, known.Floor, known.Item, known.Left) == (request.BranchId, request.Floor, request.Item, request.Left)
            ? TypedResults.Ok(Answer(known))
            : Refusal.IdTaken.AsProblem();
    }

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Refill(
        Guid shortageId,
        RefillRequest request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var shortage = await db.Shortages.FindAsync([shortageId], stop);
        if (shortage is null)
            return Refusal.NotFound.AsProblem();
        if (shortage.RefilledAt is null)
        {
            shortage.Refill(request.Quantity, caller.PersonId, clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
        return shortage.Refilled == request.Quantity ? TypedResults.Ok(Answer(shortage)) : Refusal.AlreadyRecorded.AsProblem();
    }

    static async Task<Results<Ok<Response[]>, ProblemHttpResult>> OfBranch(
        Guid branch,
        bool? open,
        [Range(1, 200)] int? limit,
        RegistrationDb db,
        Caller caller,
        CancellationToken stop
    )
    {
        if (!caller.WorksIn(branch))
            return Refusal.NotFound.AsProblem();

        var shortages = await db
            .Shortages.AsNoTracking()
            .Where(shortage => shortage.BranchId == branch && (open != true || shortage.RefilledAt == null))
            .OrderByDescending(shortage => shortage.SeenAt)
            .ThenBy(shortage => shortage.Id)
            .Take(limit ?? 100)
            .ToListAsync(stop);
        return TypedResults.Ok(shortages.Select(Answer).ToArray());
    }

    static Response Answer(Shortage shortage) =>
        new(
            shortage.Id,
            shortage.Floor,
            shortage.Item,
            shortage.Left,
            shortage.SeenAt,
            shortage.Refilled,
            shortage.RefilledAt,
            shortage.Minutes
        );
}
