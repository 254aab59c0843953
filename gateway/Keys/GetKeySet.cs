using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Clinic.Gateway.Keys;

/// <summary>The public keys, for the services that check tokens.</summary>
public static class GetKeySet
{
    /// <summary>As RFC 7517 writes them.</summary>
    public sealed record Response(IReadOnlyList<Key> Keys);

    public sealed record Key(string Kty, string Use, string Alg, string Kid, string N, string E);

    static readonly Refusal NoKeysYet = new("unavailable", "The gateway is starting and has no key yet.", 503);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/.well-known/jwks.json", Handle)
            .OpenToAnyone("Public keys are public.")
            .WithTags("Keys")
            .WithSummary("Public keys of access tokens")
            .Refuses(NoKeysYet);

    static Results<Ok<Response>, ProblemHttpResult> Handle(SigningKeys keys, HttpContext http)
    {
        if (keys.Published is not { } published)
        {
            http.Response.Headers.RetryAfter = "1";
            return NoKeysYet.AsProblem();
        }
        return TypedResults.Ok(new Response([.. published.Keys.Select(key => new Key(key.Kty, key.Use, key.Alg, key.Kid, key.N, key.E))]));
    }
}
