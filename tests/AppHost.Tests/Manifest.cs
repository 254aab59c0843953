using System.Diagnostics;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.AppHostTests;

/// <summary>What the platform is published as, read from Aspire's own manifest.</summary>
public sealed class Manifest : IAsyncLifetime
{
    /// <summary>Every part, by its name.</summary>
    public JsonElement Resources { get; private set; }

    /// <summary>A property of a part.</summary>
    public JsonElement Of(string resource, string part) => Resources.GetProperty(resource).GetProperty(part);

    public async Task InitializeAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("clinic-manifest-").FullName, "manifest.json");
        var platform = Path.Combine(Stack.Repository, "AppHost/bin/Release/net10.0/Clinic.AppHost.dll");
        ProcessStartInfo start = new("dotnet", [platform, "--operation", "publish", "--publisher", "manifest", "--output-path", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, said);
        Resources = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("resources").Clone();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
