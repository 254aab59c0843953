namespace Clinic.ServiceDefaults;

/// <summary>A right that a role may carry; its code is what tokens and the access matrix name.</summary>
/// <param name="Code">Noun and verb, for example <c>visits.check-in</c>; never changed once published.</param>
public sealed record Permission(string Code);

/// <summary>Said by every endpoint: who may call it. An endpoint that says nothing keeps the service from starting.</summary>
public static class Access
{
    internal sealed record Needed(string Permission);

    internal sealed record Open(string Reason);

    /// <summary>Only people who hold the permission, within the branches where they hold it, and only what the act asks for.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new Needed(permission.Code)));
        return endpoint.AddEndpointFilterFactory(KnownQuery.Filter);
    }

    /// <summary>The permission that an endpoint asks for; null where anyone may come.</summary>
    public static string? PermissionOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Needed>()?.Permission;

    /// <summary>Anyone, without a token; the reason is for the reader.</summary>
    public static TBuilder OpenToAnyone<TBuilder>(this TBuilder endpoint, string reason)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(built => built.Metadata.Add(new Open(reason)));
        return endpoint;
    }

    internal static void RefuseUndeclared(IEnumerable<Endpoint> endpoints)
    {
        var undeclared = endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<Needed>() is null && endpoint.Metadata.GetMetadata<Open>() is null)
            .Select(endpoint => endpoint is RouteEndpoint route ? route.RoutePattern.RawText : endpoint.DisplayName)
            .ToArray();
        if (undeclared.Length > 0)
            throw new InvalidOperationException($"These endpoints declare no permission: {string.Join(", ", undeclared)}");
    }
}
