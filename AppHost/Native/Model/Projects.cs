namespace Aspire.Hosting;

/// <summary>Our own programs.</summary>
public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var project = builder.Engine().Add(new ProjectResource(name, new TProject()));
        return launchProfileName is null ? project : project.NotHonoured($"AddProject with launch profile '{launchProfileName}'");
    }

    /// <summary>Aspire takes the first launch profile here. The engine reads none, and says so instead of leaving it out silently.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, launchProfileName: null).NotHonoured("AddProject without 'launchProfileName: null'");

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Replicas = replicas;
        return builder;
    }
}
