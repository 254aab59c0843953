namespace Aspire.Hosting;

/// <summary>Who waits for whom.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Running, and healthy when it has health checks; for a database: made.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitKind.UntilHealthy);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitKind.UntilStarted);

    /// <summary>Ended, with this exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitKind.UntilCompleted, exitCode);

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitKind kind, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        var awaited = (Resource)dependency.Resource;
        if (ReferenceEquals(awaited, builder.Resource))
        {
            throw new InvalidOperationException($"'{awaited.Name}' cannot wait for itself.");
        }

        // A parameter has no life to wait for.
        if (awaited is not ParameterResource)
        {
            builder.Plan().Waits.Add(new Wait(awaited, kind, exitCode));
        }

        return builder;
    }
}
