namespace Clinic.ServiceDefaults;

/// <summary>Recognises the caller and lets an act happen only with the permission, and the proof, its endpoint asks for.</summary>
sealed class AccessMiddleware(RequestDelegate next, TokenReader tokens, KeyRing ring, TimeProvider clock)
{
    static readonly Refusal Unauthenticated = new("unauthenticated", "Log in first; the token is missing, expired or not ours.", 401),
        Forbidden = new("forbidden", "Your post does not carry the right to do this.", 403),
        NoKeysYet = new("unavailable", "The service is starting and cannot recognise anyone yet.", 503);

    public async Task InvokeAsync(HttpContext context, Caller caller)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<Access.Needed>() is not { } needed)
        {
            await next(context);
            return;
        }

        var token =
            context.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? header[7..]
                : null;
        if (token is not null && ring.Keys is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await Problems.Write(context, NoKeysYet);
            return;
        }
        if (token is null || await tokens.Read(token) is not { } bearer)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.Write(context, Unauthenticated);
            return;
        }
        if (!bearer.Grants.Have(needed.Permission))
        {
            await Problems.Write(context, Forbidden);
            return;
        }
        if (!FreshProof.Allows(endpoint, bearer, clock.GetUtcNow()))
        {
            await Problems.Write(context, FreshProof.Needed);
            return;
        }

        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        caller.Enter(bearer.Person, bearer.Grants, needed.Permission, $"{context.Request.Method} {route}");
        context.Items[typeof(Bearer)] = bearer;
        Activity.Current?.SetTag("clinic.act", caller.Act);
        await next(context);
    }
}
