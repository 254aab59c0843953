using System.Reflection;
using Clinic.AppHost.Native;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The platform while AppHost.cs describes it.</summary>
public interface IDistributedApplicationBuilder
{
    IConfigurationManager Configuration { get; }

    IHostEnvironment Environment { get; }

    string AppHostDirectory { get; }

    DistributedApplication Build();
}

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(string[] args)
    {
        AppHostDirectory = typeof(DistributedApplication).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "apphostprojectpath").Value!;
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables("DOTNET_");
        configuration.AddEnvironmentVariables();
        configuration.AddCommandLine(LaunchOptions.AsConfiguration(args));
        Configuration = configuration;
        Environment = new HostEnvironment(configuration["environment"] ?? Environments.Production, AppHostDirectory);
        Options = LaunchOptions.From(configuration, AppHostDirectory);
        Secrets = new Secrets(Options.DataDirectory);
    }

    public IConfigurationManager Configuration { get; }

    public IHostEnvironment Environment { get; }

    public string AppHostDirectory { get; }

    internal LaunchOptions Options { get; }

    internal Secrets Secrets { get; }

    internal List<Resource> Resources { get; } = [];

    /// <summary>Calls that matter when publishing only, told at the start.</summary>
    internal List<string> PublishOnly { get; } = [];

    /// <summary>Calls the engine knows of and does not honour: the launch refuses to start.</summary>
    internal List<string> NotHonoured { get; } = [];

    public DistributedApplication Build() => new(this);

    internal IResourceBuilder<T> Add<T>(T resource)
        where T : Resource
    {
        if (resource.Name.Length is 0 or > 64 || !char.IsAsciiLetter(resource.Name[0]) || resource.Name.Contains("--", StringComparison.Ordinal)
            || resource.Name.EndsWith('-') || !resource.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{resource.Name}' is no resource name: letters, digits and single hyphens, a letter first, at most 64.");
        }

        if (Resources.Any(r => r.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"There is a resource '{resource.Name}' already.");
        }

        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    internal IResourceBuilder<T> AddPublishOnly<T>(T resource, string call)
        where T : Resource
    {
        PublishOnly.Add(call);
        return new ResourceBuilder<T>(this, resource);
    }

    private sealed class HostEnvironment(string name, string directory) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "AppHost";

        public string ContentRootPath { get; set; } = directory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

internal sealed class ResourceBuilder<T>(DistributedApplicationBuilder application, T resource) : IResourceBuilder<T>
    where T : IResource
{
    public IDistributedApplicationBuilder ApplicationBuilder => application;

    public T Resource => resource;
}

internal static class BuilderInternals
{
    public static DistributedApplicationBuilder Engine(this IDistributedApplicationBuilder builder) => (DistributedApplicationBuilder)builder;

    public static Plan Plan<T>(this IResourceBuilder<T> builder)
        where T : IResource => ((Resource)(IResource)builder.Resource).Plan;

    public static IResourceBuilder<T> NotHonoured<T>(this IResourceBuilder<T> builder, string call)
        where T : IResource
    {
        builder.ApplicationBuilder.Engine().NotHonoured.Add($"{call} on '{builder.Resource.Name}'");
        return builder;
    }

    public static IResourceBuilder<T> PublishOnly<T>(this IResourceBuilder<T> builder, string call)
        where T : IResource
    {
        builder.ApplicationBuilder.Engine().PublishOnly.Add($"{call} on '{builder.Resource.Name}'");
        return builder;
    }
}
