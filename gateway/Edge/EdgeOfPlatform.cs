using Microsoft.AspNetCore.HttpOverrides;

namespace Clinic.Gateway.Edge;

/// <summary>What every request meets first, before anything is known of it.</summary>
static class EdgeOfPlatform
{
    public static void UseEdge(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.Use(SecurityHeaders.Write);
        app.UseMiddleware<Hygiene>();
        app.UseMiddleware<RatePolicy>();
    }

    // Only a proxy named in the configuration may say whom it speaks for, and whether TLS ended at it; by default nobody may.
    static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration.GetSection("Edge:TrustedProxies").Get<string[]>() is not { Length: > 0 } trusted)
            return;
        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in trusted)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(options);
    }
}
