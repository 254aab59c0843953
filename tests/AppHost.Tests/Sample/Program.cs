using System.Globalization;
using Aspire.Hosting;
using Clinic.Sample;

// A program for the engine's tests: it serves, ends, or is itself a launcher, as its first argument says.
switch (args[0])
{
    case "web":
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/health", () => Gate.IsOpen("HEALTHY_WHEN") ? Results.Ok() : Results.StatusCode(503));
        app.MapGet("/pid", () => Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
        await app.RunAsync();
        return 0;

    case "end":
        for (var line = 1; line <= 30; line++)
        {
            Console.WriteLine($"line {line.ToString(CultureInfo.InvariantCulture)}.");
        }

        await Gate.OpenAsync("END_WHEN");
        return int.Parse(args[1], CultureInfo.InvariantCulture);

    default:
        var builder = DistributedApplication.CreateBuilder(args[1..]);
        var facts = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("facts");
        var bus = builder.AddRabbitMQ("bus").WithDataVolume();
        builder.AddProject<SampleProject>("web", launchProfileName: null)
            .WithArgs("web")
            .WithHttpEndpoint(name: "http")
            .WithExternalHttpEndpoints()
            .WithReference(bus)
            .WaitFor(facts)
            .WithHttpHealthCheck("/health");
        if (Environment.GetEnvironmentVariable("LAST_WHEN") is { } gate)
        {
            var before = builder.AddProject<SampleProject>("before", launchProfileName: null).WithArgs("end", "0").WithEnvironment("END_WHEN", gate);
            builder.AddProject<SampleProject>("last", launchProfileName: null).WithArgs("end", "0").WaitForCompletion(before);
        }

        builder.Build().Run();
        return Environment.ExitCode;
}
