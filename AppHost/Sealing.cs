namespace Clinic.AppHost;

/// <summary>The secrets by which a service wraps the data keys of its sealed texts.</summary>
internal static class Sealing
{
    /// <summary>The one that wraps and, while one takes the place of another, the other one, which is opened as well.</summary>
    public static IReadOnlyList<IResourceBuilder<ParameterResource>> AddSealingSecrets(
        this IDistributedApplicationBuilder builder,
        string service
    )
    {
        var (name, other) = ($"{service}-sealing-secret", $"{service}-sealing-secret-other");
        string[] keys = [$"Parameters:{other}", $"Parameters:{other.Replace('-', '_')}"];
        var changes = keys.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]));
        return [.. (changes ? [name, other] : new[] { name }).Select(secret => builder.AddParameter(secret, secret: true))];
    }

    /// <summary>Gives the program its secrets.</summary>
    public static void WithSealing(
        this IResourceBuilder<ProjectResource> program,
        IReadOnlyList<IResourceBuilder<ParameterResource>> secrets
    )
    {
        program.WithEnvironment("Sealing__Secret", secrets[0]);
        foreach (var (number, other) in secrets.Skip(1).Index())
            program.WithEnvironment($"Sealing__Others__{number}", other);
    }
}
