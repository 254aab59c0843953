namespace Aspire.Hosting;

/// <summary>How resources know each other.</summary>
public static partial class ResourceBuilderExtensions
{
    public static ReferenceExpression GetConnectionProperty(this IResourceWithConnectionString resource, string key) => resource.ConnectionProperties[key];

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        if (optional)
        {
            builder.NotHonoured("WithReference(optional: true)");
        }

        var name = connectionName ?? source.Resource.Name;
        builder.Plan().Environment.Add(context =>
        {
            context.EnvironmentVariables[$"ConnectionStrings__{name}"] = source.Resource;
            foreach (var (key, value) in source.Resource.ConnectionProperties)
            {
                context.EnvironmentVariables[$"{VariablePrefix(name)}_{key.ToUpperInvariant()}"] = value;
            }
        });
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var target = source.Resource.Name;
        var plan = source.Plan();
        builder.Plan().Environment.Add(context =>
        {
            var counted = new Dictionary<string, int>();
            foreach (var endpoint in plan.Endpoints)
            {
                var kind = endpoint.Name is "http" or "https" ? endpoint.Scheme : endpoint.Name;
                var index = counted[kind] = counted.TryGetValue(kind, out var last) ? last + 1 : 0;
                context.EnvironmentVariables[$"services__{target}__{kind}__{index}"] = endpoint.Url;
                context.EnvironmentVariables[$"{VariablePrefix(target)}_{VariablePrefix(endpoint.Name)}"] = endpoint.Url;
            }
        });
        return builder;
    }

    /// <summary>What a name is in a variable: other signs than letters and digits become underscores.</summary>
    private static string VariablePrefix(string name)
    {
        var letters = new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]);
        return char.IsAsciiDigit(letters[0]) ? $"_{letters}" : letters;
    }
}
