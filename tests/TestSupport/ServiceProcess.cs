using System.Diagnostics;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Clinic.TestSupport;

/// <summary>A service as a process of its own, for tests that kill it.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    static readonly Lazy<Task<WebApplication>> Keys = new(PublishKeys);

    readonly Process process;

    ServiceProcess(Process process, HttpClient http) => (this.process, Http) = (process, http);

    static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    /// <summary>Speaks to it.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts a service on a database and a broker.</summary>
    /// <param name="failPoint">As <see cref="FailPoints"/> reads it, or nothing.</param>
    /// <param name="settings">More of its environment.</param>
    public static async Task<ServiceProcess> Start(
        string service,
        TestDatabase database,
        string amqp,
        string? failPoint,
        params (string Name, string Value)[] settings
    )
    {
        var keys = (await Keys.Value).Urls.Single();
        var bus = await BusOfService.Prepare(service, amqp);
        var address = $"http://127.0.0.1:{MachineProcesses.FreePort()}";
        var name = $"{char.ToUpperInvariant(service[0])}{service[1..]}";
        var built = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        ProcessStartInfo start = new(
            "dotnet",
            [Path.Combine(Stack.Repository, "services", name, name, "bin", built, "net10.0", $"Clinic.{name}.dll"), "--urls", address]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                [$"ConnectionStrings__{service}"] = database.Login,
                ["ConnectionStrings__bus"] = bus,
                ["services__gateway__http__0"] = keys,
                ["Fail__Point"] = failPoint,
                ["Clients__Secret"] = "a-secret-of-tests-that-wraps-keys",
                ["Sealing__Secret"] = TestDatabase.SealingSecret,
            },
        };
        foreach (var (variable, value) in settings)
            start.Environment[variable] = value;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        ServiceProcess started = new(process, new() { BaseAddress = new(address) });
        try
        {
            await Eventually.Is(async () => started.HasEnded || await started.IsReady(), LongestStart);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>True once it is dead.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>A person with permissions at a branch or, without one, in the group.</summary>
    public Person At(Guid? branch, params string[] permissions)
    {
        var id = Guid.CreateVersion7();
        return new(Http, id, () => TestKeys.Token(id, DateTimeOffset.UtcNow, (branch, permissions)));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http.Dispose();
    }

    async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // The process looks for the public half of the tests' signing key where it would look for the gateway's.
    static async Task<WebApplication> PublishKeys()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet(
            "/.well-known/jwks.json",
            () =>
                Results.Text(
                    System.Text.Json.JsonSerializer.Serialize(
                        new
                        {
                            keys = TestKeys.Public.Keys.Select(key => new
                            {
                                kty = key.Kty,
                                kid = key.Kid,
                                n = key.N,
                                e = key.E,
                            }),
                        }
                    ),
                    "application/json"
                )
        );
        await app.StartAsync();
        return app;
    }
}
