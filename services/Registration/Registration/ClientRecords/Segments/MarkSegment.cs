using Clinic.Registration.Contracts;

namespace Clinic.Registration.ClientRecords.Segments;

/// <summary>
/// The manager marks a client as belonging to a group, with a reason, based on the version read (If-Match); the platform leaves it
/// at that until the mark is taken off, by naming no group. Writing what stands already changes nothing.
/// </summary>
public static class MarkSegment
{
    /// <param name="Segment">No group: the platform decides again at its next round.</param>
    public sealed record Request(ClientSegment? Segment, [property: Text(300)] string Reason);

    public sealed record Response(ClientSegment Segment, bool Marked);

    internal static void Map(RouteGroupBuilder clients) =>
        clients
            .MapPut("{clientId:guid}/segment", Handle)
            .Needs(Rights.MarkSegments)
            .WithSummary("Marks a client as belonging to a group (If-Match)")
            .NeedsIfMatch();

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        Guid clientId,
        Request request,
        HttpContext http,
        RegistrationDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var client = await db.Clients.FindAsync([clientId], stop);
        if (client is null)
            return Refusal.NotFound.AsProblem();
        if (client.SegmentIsMarked != request.Segment is not null || (request.Segment is { } wanted && client.Segment != wanted))
        {
            if (IfMatch.Check(http.Request, client) is { } stale)
                return stale.AsProblem();

            client.MarkSegment(request.Segment is not null);
            if (request.Segment is { } segment)
                SegmentChange.Move(db, client, segment, caller.PersonId, request.Reason.Normalized(), clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
        IfMatch.Tell(http.Response, client);
        return TypedResults.Ok(new Response(client.Segment, client.SegmentIsMarked));
    }
}
