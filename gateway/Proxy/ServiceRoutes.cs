using Clinic.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Clinic.Gateway.Proxy;

/// <summary>The way of a request to a service and of the answer back.</summary>
static class ServiceRoutes
{
    // What a service says to its supervisors and to the gateway itself is no business of people.
    static readonly string[] Inside = ["ready", "alive", "health", "ops/clock"];

    // A client answers a survey with the single-use token of the invitation, which Feedback checks, and has no account.
    static readonly (string Service, string Path)[] ForClients = [("feedback", "survey-forms"), ("feedback", "survey-answers")];

    public static void MapServices(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
            {
                proxy.Use(AnswerFailures);
                proxy.Use(BodyAhead.Wait);
                proxy.Use(TryReadingTwice);
                proxy.UseLoadBalancing();
                proxy.UsePassiveHealthChecks();
            })
            .OpenToAnyone("The session is checked before, the permission by the service.");

    /// <summary>True for a request on its way to a service that only someone logged in may send.</summary>
    public static bool NeedsSession(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is { } route
        && !(HttpMethods.IsGet(context.Request.Method) && Rest(context) == "openapi/v1.json")
        && !(HttpMethods.IsPost(context.Request.Method) && ForClients.Contains((route.Config.RouteId, Rest(context))));

    static string Rest(HttpContext context) => (context.Request.RouteValues["rest"] as string ?? "").Trim('/').ToLowerInvariant();

    static async Task AnswerFailures(HttpContext context, RequestDelegate next)
    {
        if (Inside.Contains(Rest(context)))
        {
            context.Response.StatusCode = 404;
            return;
        }
        await next(context);
        if (context.GetForwarderErrorFeature() is null || context.Response.HasStarted)
            return;

        var status = context.Response.StatusCode;
        if (status >= 500)
            context.Response.Headers.RetryAfter = "2";
        await Problems.Write(
            context,
            status switch
            {
                413 => Refusals.BodyTooLarge,
                >= 500 => Refusals.Unreachable with { Status = status },
                _ => Refusals.BodyBroken,
            }
        );
    }

    // Reading is harmless to repeat, so a copy that died a moment ago stays unseen; anything else is never sent twice.
    static async Task TryReadingTwice(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (
            !HttpMethods.IsGet(context.Request.Method)
            || context.Response.HasStarted
            || context.RequestAborted.IsCancellationRequested
            || context.GetForwarderErrorFeature() is not { Error: ForwarderError.Request }
        )
            return;

        var proxy = context.GetReverseProxyFeature();
        var failed = proxy.ProxiedDestination;
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.Clear();
        context.ReassignProxyRequest(proxy.Route.Cluster!);
        proxy = context.GetReverseProxyFeature();
        // Also a copy that looked ill a moment ago: it may be the one that has just come back.
        if (proxy.AllDestinations.Where(copy => copy != failed).ToList() is { Count: > 0 } others)
            proxy.AvailableDestinations = others;
        await next(context);
    }
}
