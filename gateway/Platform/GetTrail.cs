using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Gateway.Platform;

/// <summary>
/// The trail of a case through all services, in the order of time. Each service shows the caller what the caller's own rights
/// open there; one that does not answer is named, so that nobody takes half a trail for a whole one.
/// </summary>
public static class GetTrail
{
    /// <summary>The steps seen, and the services that did not answer.</summary>
    public sealed record Response(IReadOnlyList<Step> Steps, IReadOnlyList<string> Missing);

    /// <summary>One fact or effect, by ids and codes only.</summary>
    public sealed record Step(
        string Service,
        Guid MessageId,
        Guid? CauseId,
        string Kind,
        string Type,
        Guid BranchId,
        Guid[] Subjects,
        DateTimeOffset At
    );

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/trail/{correlationId:guid}", Handle)
            .Needs(TrailRoutes.Read)
            .WithOrder(-1)
            .WithTags("Trail")
            .WithSummary("Facts and effects of one case in all services, in order");

    static async Task<Ok<Response>> Handle(
        Guid correlationId,
        IdentityDb db,
        AskServices services,
        HttpContext http,
        CancellationToken stop
    )
    {
        var asked = await services.Get<TrailRoutes.Step[]>($"/trail/{correlationId}", http, stop);
        var own = await TrailRoutes.Of(correlationId, db, stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. asked
                        .Answers.Append((Service: "identity", Answer: own))
                        .SelectMany(pair => pair.Answer.Select(step => Of(pair.Service, step)))
                        .OrderBy(step => step.At),
                ],
                asked.Missing
            )
        );
    }

    static Step Of(string service, TrailRoutes.Step step) =>
        new(service, step.MessageId, step.CauseId, step.Kind, step.Type, step.BranchId, step.Subjects, step.At);
}
