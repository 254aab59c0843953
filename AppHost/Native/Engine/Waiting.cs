namespace Clinic.AppHost.Native;

/// <summary>The waits of a resource, all at once. A dependency that ends while awaited is an error that names it and lets it speak.</summary>
internal static class Waiting
{
    public static Task ForAllAsync(ResourceRun waiter, IReadOnlyDictionary<string, ResourceRun> runs, CancellationToken cancellationToken)
    {
        // A child's parent comes first.
        var waits = waiter.Resource.Plan.Waits.SelectMany(wait => wait.Dependency is PostgresDatabaseResource database && wait.Kind == WaitKind.UntilHealthy
            ? (Wait[])[new Wait(database.Parent, WaitKind.UntilHealthy), wait]
            : [wait]).Distinct();
        return Task.WhenAll(waits.Select(wait => ForAsync(waiter.Name, wait, runs[wait.Dependency.Name], cancellationToken)));
    }

    /// <summary>Resources that wait for each other would do so for ever.</summary>
    public static void RefuseCircles(IEnumerable<Resource> resources)
    {
        var done = new HashSet<Resource>();
        foreach (var resource in resources)
        {
            Follow(resource, []);
        }

        void Follow(Resource resource, List<Resource> path)
        {
            if (path.Contains(resource))
            {
                throw new LaunchException($"Circular wait: {string.Join(" -> ", path.SkipWhile(r => r != resource).Append(resource).Select(r => r.Name))}.");
            }

            if (done.Contains(resource))
            {
                return;
            }

            foreach (var wait in resource.Plan.Waits)
            {
                Follow(wait.Dependency, [.. path, resource]);
            }

            done.Add(resource);
        }
    }

    private static async Task ForAsync(string waiter, Wait wait, ResourceRun dependency, CancellationToken cancellationToken)
    {
        await dependency.UntilAsync(run => run.HasEnded || Satisfied(wait, run), cancellationToken);
        if (Satisfied(wait, dependency))
        {
            return;
        }

        throw dependency.State == ResourceState.FailedToStart
            ? new DependencyException($"'{waiter}' was not started, because '{dependency.Name}' was not.", isConsequence: true)
            : new DependencyException(
                $"'{waiter}' waits for '{dependency.Name}', which ended with exit code {dependency.ExitCode}. Its last lines ({dependency.LogFile}):\n{LogFile.LastLines(dependency.LogFile)}",
                isConsequence: false);
    }

    private static bool Satisfied(Wait wait, ResourceRun run) => wait.Kind switch
    {
        WaitKind.UntilStarted => run.State == ResourceState.Running,
        WaitKind.UntilCompleted => run.State == ResourceState.Finished && run.ExitCode == wait.ExitCode,
        _ => run is { State: ResourceState.Running, Health: ResourceHealth.Healthy, Ready: true },
    };
}

/// <summary>A wait that cannot be satisfied any more.</summary>
internal sealed class DependencyException(string message, bool isConsequence) : Exception(message)
{
    /// <summary>Another error says why already.</summary>
    public bool IsConsequence { get; } = isConsequence;
}
