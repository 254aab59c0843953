using System.Net.Http.Headers;
using Clinic.Gateway.Proxy;
using Clinic.Gateway.Sessions;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Gateway.Platform;

/// <summary>Moves the clock of the whole platform forward, for tests and the demonstration; never in production.</summary>
public static class MovePlatformClock
{
    /// <summary>How far ahead the platform is now, and which services are.</summary>
    public sealed record Response(TimeSpan Ahead, IReadOnlyList<string> Services);

    static readonly TimeSpan Furthest = TimeSpan.FromDays(3650);

    // Every service has this route for its own clock, so has the gateway; the platform's comes first.
    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/ops/clock", Handle)
            .Needs(MoveClock.Move)
            .WithOrder(-1)
            .WithTags("Operations")
            .WithSummary("Moves the platform's clock forward")
            .Refuses(Refusals.ClockOfProduction, Refusals.ClockTooFar, Refusals.ClockNotMoved);

    static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        MoveClock.Request request,
        IdentityDb db,
        PlatformClock clock,
        AccessTokens tokens,
        IHttpClientFactory clients,
        IConfiguration configuration,
        IHostEnvironment environment,
        HttpContext http,
        CancellationToken stop
    )
    {
        if (environment.IsProduction())
            return Refusals.ClockOfProduction.AsProblem();
        if (request.Ahead < TimeSpan.Zero || request.Ahead > Furthest)
            return Refusals.ClockTooFar.AsProblem();

        await MoveClock.To(db, clock, request.Ahead, stop);
        var (token, _) = tokens.Make(Guid.Empty, Guid.CreateVersion7(), [(null, [MoveClock.Move.Code])], DateTimeOffset.MinValue);
        var client = clients.CreateClient(nameof(Upstreams));
        var answers = await Task.WhenAll(
            Upstreams.Names.SelectMany(name => Upstreams.Of(configuration, name).Select(copy => Ask(name, copy)))
        );

        var silent = answers.Where(answer => !answer.Moved).Select(answer => answer.Name).Distinct().ToList();
        if (silent.Count == 0)
            return TypedResults.Ok(new Response(clock.Ahead, [.. answers.Select(answer => answer.Name).Distinct()]));
        http.Response.Headers.RetryAfter = "2";
        return (
            Refusals.ClockNotMoved with
            {
                Sentence = $"These services did not move their clock: {string.Join(", ", silent)}. Ask again.",
            }
        ).AsProblem();

        async Task<(string Name, bool Moved)> Ask(string name, Uri copy)
        {
            using HttpRequestMessage message = new(HttpMethod.Put, new Uri(copy, "/ops/clock"))
            {
                Content = JsonContent.Create(request),
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
            try
            {
                using var answer = await client.SendAsync(message, stop);
                return (name, answer.IsSuccessStatusCode);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return (name, false);
            }
        }
    }
}
