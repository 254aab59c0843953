using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Gateway.Platform;

/// <summary>
/// The administrator sees the messages that no service could handle, of all services at once, the oldest first. Each is tried again or put
/// away at its own service.
/// </summary>
public static class ListParked
{
    const int Most = 200;

    /// <summary>The messages that wait, and the services that did not answer.</summary>
    public sealed record Response(IReadOnlyList<Line> Items, IReadOnlyList<string> Missing);

    /// <param name="Service">Where it waits: <c>/api/{service}/ops/parked/{id}</c>; <c>identity</c> is the gateway itself.</param>
    /// <param name="Cause">The kind of failure, without its text.</param>
    /// <param name="Times">How often it was tried in vain.</param>
    public sealed record Line(
        string Service,
        Guid Id,
        string Queue,
        string MessageId,
        string Type,
        string Cause,
        DateTimeOffset ParkedAt,
        int Times
    );

    // Every service has this route for its own messages, so has the gateway; the platform's comes first.
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/ops/parked", Handle)
            .Needs(ParkedRoutes.Operate)
            .WithOrder(-1)
            .WithTags("Operations")
            .WithSummary("Messages that could not be handled in any service, oldest first");

    static async Task<Ok<Response>> Handle(IdentityDb db, AskServices services, HttpContext http, CancellationToken stop)
    {
        var asked = await services.Get<ParkedRoutes.ParkedMessage[]>("/ops/parked", http, stop);
        var own = await db.Set<ParkedRow>()
            .AsNoTracking()
            .Where(row => row.State == ParkedState.Parked)
            .OrderBy(row => row.ParkedAt)
            .Take(Most)
            .Select(row => new Line("identity", row.Id, row.Queue, row.MessageId, row.Type, row.Cause, row.ParkedAt, row.Times))
            .ToListAsync(stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. asked
                        .Answers.SelectMany(pair => pair.Answer.Select(message => Of(pair.Service, message)))
                        .Concat(own)
                        .OrderBy(line => line.ParkedAt)
                        .ThenBy(line => line.Id),
                ],
                asked.Missing
            )
        );
    }

    static Line Of(string service, ParkedRoutes.ParkedMessage message) =>
        new(service, message.Id, message.Queue, message.MessageId, message.Type, message.Cause, message.ParkedAt, message.Times);
}
