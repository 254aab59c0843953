using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Edge;

/// <summary>
/// Takes away what only a gateway may say, so that a service can believe it, and refuses what nobody here asks for.
/// </summary>
sealed class Hygiene(RequestDelegate next)
{
    const long LargestBody = 1_048_576;

    static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    static readonly string[] OurPrefixes = ["X-Forwarded-", "X-Original-", "X-User", "X-Branch", "X-Rewrite-"];
    static readonly string[] OurHeaders = ["Forwarded", "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Real-IP"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Methods.Contains(request.Method, StringComparer.Ordinal))
        {
            context.Response.Headers.Allow = string.Join(", ", Methods);
            await Problems.Write(context, Refusals.MethodUnknown);
            return;
        }
        if (request.ContentLength > LargestBody)
        {
            await Problems.Write(context, Refusals.BodyTooLarge);
            return;
        }
        var spoofed = request
            .Headers.Keys.Where(name =>
                OurHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
                || OurPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            )
            .ToArray();
        foreach (var name in spoofed)
            request.Headers.Remove(name);
        await next(context);
    }
}
