using Clinic.AppHost.Native;

namespace Aspire.Hosting;

/// <summary>Where one of our programs is: written by the build, one class for each project AppHost.csproj references.</summary>
public interface IProjectMetadata
{
    string ProjectPath { get; }

    /// <summary>The built program. Aspire asks `dotnet run` for it; the engine starts it directly.</summary>
    string AssemblyPath { get; }
}

/// <summary>The platform AppHost.cs describes, launched on plain processes.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly DistributedApplicationBuilder _builder;

    internal DistributedApplication(DistributedApplicationBuilder builder)
    {
        _builder = builder;
        Launch = new Launch(builder);
    }

    /// <summary>The running platform; not part of Aspire, for our tests.</summary>
    public Launch Launch { get; }

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>Runs until Ctrl-C or SIGTERM. What goes wrong is told on the console and by the exit code.</summary>
    public void Run() => Environment.ExitCode = Session.RunAsync(_builder, Launch).GetAwaiter().GetResult();

    public Task StartAsync(CancellationToken cancellationToken = default) => Launch.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => Launch.StopAsync().WaitAsync(cancellationToken);

    public ValueTask DisposeAsync() => Launch.DisposeAsync();
}
