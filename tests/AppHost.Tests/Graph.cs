using System.Reflection;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Clinic.AppHost.Native;
using Clinic.TestSupport;

namespace Clinic.AppHost.Tests;

/// <summary>A small platform of real processes, described with the calls AppHost.cs uses.</summary>
internal sealed class Graph : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    private readonly bool _owns;
    private DistributedApplication? _application;

    public Graph(params string[] arguments)
        : this(arguments, Servers.NewDirectory("graph")) => _owns = true;

    private Graph(string[] arguments, string directory)
    {
        Directory = directory;
        Builder = DistributedApplication.CreateBuilder(["--data", directory, .. arguments]);
    }

    public string Directory { get; }

    public IDistributedApplicationBuilder Builder { get; }

    public Launch Launch => (_application ??= Builder.Build()).Launch;

    public IResourceBuilder<ProjectResource> Web(string name) =>
        Builder.AddProject<SampleProject>(name, launchProfileName: null).WithArgs("web").WithHttpEndpoint(name: "http");

    public IResourceBuilder<ProjectResource> Ending(string name, string exitCode = "0") =>
        Builder.AddProject<SampleProject>(name, launchProfileName: null).WithArgs("end", exitCode);

    /// <summary>A file that does not exist yet; a sample program waits for it.</summary>
    public string Gate(string name) => Path.Combine(Directory, $"{name}.gate");

    public static Graph Over(string directory) => new([], directory);

    public static void Open(string gate) => File.WriteAllText(gate, "");

    public async Task<string> GetAsync(string resource, string path) =>
        await _http.GetStringAsync(new Uri(Launch[resource].Addresses["http"] + path));

    /// <summary>The variables the process really has.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentOfAsync(string resource)
    {
        await Soon.SucceedsAsync(() => GetAsync(resource, "/pid"), $"{resource} answers");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await GetAsync(resource, "/environment"))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
            if (_owns)
            {
                System.IO.Directory.Delete(Directory, recursive: true);
            }
        }

        _http.Dispose();
    }
}

/// <summary>The program in Sample/.</summary>
internal sealed class SampleProject : IProjectMetadata
{
    public static string Assembly { get; } = Path.Combine(
        typeof(SampleProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SampleDirectory").Value!, "Clinic.Sample.dll");

    public string ProjectPath => Path.ChangeExtension(Assembly, "csproj");

    public string AssemblyPath => Assembly;
}
