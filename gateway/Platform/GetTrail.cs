using System.Text.Json;
using Clinic.Gateway.Proxy;
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
        [Place] Guid BranchId,
        [Employee] Guid[] Subjects,
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
        IHttpClientFactory clients,
        IConfiguration configuration,
        HttpContext http,
        CancellationToken stop
    )
    {
        var client = clients.CreateClient(nameof(Upstreams));
        var asked = await Task.WhenAll(
            Upstreams
                .Names.Select(name => (Name: name, Copies: Upstreams.Of(configuration, name)))
                .Where(pair => pair.Copies.Count > 0)
                .Select(async pair => (pair.Name, Steps: await Ask(pair.Copies)))
        );
        var own = await TrailRoutes.Of(correlationId, db, stop);
        return TypedResults.Ok(
            new Response(
                [
                    .. asked
                        .Append((Name: "identity", Steps: own))
                        .SelectMany(pair => (pair.Steps ?? []).Select(step => Of(pair.Name, step)))
                        .OrderBy(step => step.At),
                ],
                [.. asked.Where(pair => pair.Steps is null).Select(pair => pair.Name)]
            )
        );

        async Task<TrailRoutes.Step[]?> Ask(IReadOnlyList<Uri> copies)
        {
            foreach (var copy in copies)
            {
                using HttpRequestMessage message = new(HttpMethod.Get, new Uri(copy, $"/trail/{correlationId}"));
                message.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
                try
                {
                    using var answer = await client.SendAsync(message, stop);
                    if (answer.IsSuccessStatusCode)
                        return await answer.Content.ReadFromJsonAsync<TrailRoutes.Step[]>(Json.Wire, stop);
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException)
                {
                    // The next copy may know.
                }
            }
            return null;
        }
    }

    static Step Of(string service, TrailRoutes.Step step) =>
        new(service, step.MessageId, step.CauseId, step.Kind, step.Type, step.BranchId, step.Subjects, step.At);
}
