using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Clinic.Gateway.Proxy;

/// <summary>
/// A service says by its own paths where something is that it made; from outside every path of a service begins with its name.
/// </summary>
static class Locations
{
    /// <summary>Makes each answer of a service name places as they are reached from outside.</summary>
    public static void Translate(TransformBuilderContext service) =>
        service.AddResponseTransform(answer =>
        {
            var headers = answer.HttpContext.Response.Headers;
            if (headers.Location is [{ Length: > 0 } inside])
                headers.Location = FromOutside(service.Route.RouteId, inside);
            return ValueTask.CompletedTask;
        });

    /// <summary>The path from outside; an address with a host of its own stays as it is.</summary>
    internal static string FromOutside(string service, string inside) =>
        inside.Contains("//", StringComparison.Ordinal) ? inside : $"/api/{service}/{inside.TrimStart('/')}";
}
