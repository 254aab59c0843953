using Clinic.Gateway.Proxy;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Sessions;

/// <summary>
/// Lets a request pass only while the caller's session goes on: here, where it can be known, because the services trust a token
/// until it runs out. Requests on their way to a service must show a token; of its rights the service judges itself.
/// </summary>
sealed class LiveSession(RequestDelegate next, TokenReader tokens, KeyRing ring, LiveSessions sessions)
{
    static readonly Refusal Unauthenticated = new("unauthenticated", "Log in first; the token is missing, expired or not ours.", 401),
        NoKeysYet = new("unavailable", "The platform is starting and cannot recognise anyone yet.", 503);

    public async Task InvokeAsync(HttpContext context)
    {
        var bearer = context.Items[typeof(Bearer)] as Bearer;
        var asked = bearer is not null || ServiceRoutes.NeedsSession(context);
        if (asked && bearer is null && Token(context) is { } token)
        {
            // A gateway that starts again knows nobody for a moment, which is no reason to send everybody to the login.
            if (ring.Keys is null)
            {
                context.Response.Headers.RetryAfter = "1";
                await Problems.Write(context, NoKeysYet);
                return;
            }
            bearer = await tokens.Read(token);
        }
        if (asked && (bearer is null || !await sessions.GoesOn(bearer, context)))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.Write(context, Unauthenticated);
            return;
        }
        await next(context);
    }

    /// <summary>The token a request shows, if any.</summary>
    public static string? Token(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header[7..]
            : null;
}
