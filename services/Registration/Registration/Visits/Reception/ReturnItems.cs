using Clinic.Registration.Contracts;

namespace Clinic.Registration.Visits.Reception;

/// <summary>
/// After the registration the desk hands front page, identity card and visit card back and ticks each (R-323, WF-05 7), once. At a
/// first visit the front page and the visit card go back in any case, the identity card when it was shown; a returning client gets back
/// what was handed in. The clerk rises, or others queue.
/// </summary>
public static class ReturnItems
{
    /// <param name="Rose">The clerk rose to see the client off.</param>
    /// <param name="OthersQueue">Others were waiting to be registered, which excuses it.</param>
    public sealed record Request(bool FrontPage, bool IdCard, bool VisitCard, bool Rose, bool OthersQueue);

    public sealed record Response(DateTimeOffset ReturnedAt, [Employee] Guid ReturnedBy);

    internal static void Map(RouteGroupBuilder visits) =>
        visits
            .MapPost("{visitId:guid}/items-return", Handle)
            .Needs(Rights.CheckIn)
            .WithSummary("Front page, identity card and visit card handed back")
            .Refuses(VisitRefusals.RiseUnlessOthersQueue, VisitRefusals.ItemsNotReturned, Refusal.AlreadyRecorded);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid visitId,
        Request request,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        if (!request.Rose && !request.OthersQueue)
            return VisitRefusals.RiseUnlessOthersQueue.AsProblem();
        var visit = await db.Visits.FindAsync([visitId], stop);
        if (visit is null)
            return Refusal.NotFound.AsProblem();
        var known = await db.ItemsReturned.FindAsync([visitId], stop);
        if (known is null)
        {
            var cardShown =
                visit.Type == VisitType.First && (await db.Clients.FindAsync([visit.ClientId], stop))?.SealedIdNumber is not null;
            var whole =
                visit.Type == VisitType.First
                    ? request.FrontPage && request.VisitCard && (request.IdCard || !cardShown)
                    : request.FrontPage || request.IdCard || request.VisitCard;
            if (!whole)
                return VisitRefusals.ItemsNotReturned.AsProblem();

            db.Add(
                known = new()
                {
                    Id = visit.Id,
                    BranchId = visit.BranchId,
                    FrontPage = request.FrontPage,
                    IdCard = request.IdCard,
                    VisitCard = request.VisitCard,
                    Rose = request.Rose,
                    OthersQueue = request.OthersQueue,
                    ReturnedBy = caller.PersonId,
                    ReturnedAt = clock.GetUtcNow(),
                }
            );
            await db.SaveChangesAsync(stop);
        }
        else if (
            (known.FrontPage, known.IdCard, known.VisitCard, known.Rose, known.OthersQueue)
            != (request.FrontPage, request.IdCard, request.VisitCard, request.Rose, request.OthersQueue)
        )
        {
            return Refusal.AlreadyRecorded.AsProblem();
        }
        return TypedResults.Ok(new Response(known.ReturnedAt, known.ReturnedBy));
    }
}

/// <summary>What went back into the client's hands after the registration.</summary>
public sealed class ItemsReturned : IBranchScoped, IAppendOnly
{
    /// <summary>The visit.</summary>
    public Guid Id { get; init; }

    public Guid BranchId { get; init; }
    public bool FrontPage { get; init; }
    public bool IdCard { get; init; }
    public bool VisitCard { get; init; }
    public bool Rose { get; init; }
    public bool OthersQueue { get; init; }
    public Guid ReturnedBy { get; init; }
    public DateTimeOffset ReturnedAt { get; init; }
}
