namespace Aspire.Hosting;

/// <summary>Where resources listen.</summary>
public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        if (targetPort is not null)
        {
            builder.NotHonoured("WithHttpEndpoint(targetPort)");
        }

        if (isProxied is not null)
        {
            builder.NotHonoured("WithHttpEndpoint(isProxied)");
        }

        var endpoints = builder.Plan().Endpoints;
        name ??= "http";
        if (endpoints.Any(e => e.Name == name))
        {
            throw new InvalidOperationException($"'{builder.Resource.Name}' has an endpoint '{name}' already.");
        }

        endpoints.Add(new Endpoint { Name = name, Scheme = "http", FixedPort = port, PortVariable = env });
        return builder;
    }

    /// <summary>The engine listens on loopback only; an external endpoint is the one a person is told first.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Plan().Endpoints.Where(e => e.Scheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints
    {
        var plan = builder.Plan();
        return new EndpointReference(builder.Resource, () => plan.Endpoints.FirstOrDefault(e => e.Name == name)
            ?? throw new InvalidOperationException($"'{builder.Resource.Name}' has no endpoint '{name}'."));
    }
}
