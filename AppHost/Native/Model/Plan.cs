using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Everything AppHost.cs said about one resource, in the order it said it.</summary>
internal sealed class Plan
{
    public List<Action<EnvironmentCallbackContext>> Environment { get; } = [];

    public List<object> Arguments { get; } = [];

    public List<Wait> Waits { get; } = [];

    public List<Endpoint> Endpoints { get; } = [];

    public List<HttpCheck> HttpChecks { get; } = [];
}

internal enum WaitKind
{
    UntilHealthy,
    UntilStarted,
    UntilCompleted,
}

internal sealed record Wait(Resource Dependency, WaitKind Kind, int ExitCode = 0);

internal sealed record HttpCheck(Func<Endpoint> Endpoint, string Path, int StatusCode);

/// <summary>One place where a resource listens.</summary>
internal sealed class Endpoint
{
    public required string Name { get; init; }

    public required string Scheme { get; init; }

    /// <summary>The port AppHost.cs asked for; none means any free one.</summary>
    public int? FixedPort { get; init; }

    /// <summary>The variable the port is also told in, besides ASPNETCORE_URLS.</summary>
    public string? PortVariable { get; init; }

    public bool IsExternal { get; set; }

    public int Port
    {
        get => field == 0 ? throw new InvalidOperationException($"Endpoint '{Name}' has no port yet: addresses are known once the launch has begun.") : field;
        set;
    }

    public string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public string Url => $"{Scheme}://localhost:{PortText}";
}

/// <summary>What a WithEnvironment callback may read and change.</summary>
public sealed class EnvironmentCallbackContext
{
    public Dictionary<string, object> EnvironmentVariables { get; } = [];
}
