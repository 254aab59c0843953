using System.Reflection;
using System.Runtime.CompilerServices;
using Clinic.Provision;
using Clinic.ServiceDefaults;
using Clinic.Values;

namespace Clinic.ArchitectureTests;

/// <summary>The checkout and what was built from it.</summary>
static class Checkout
{
    static readonly string Root = Above(AppContext.BaseDirectory);

    /// <summary>The services and the gateway.</summary>
    public static readonly IReadOnlyList<Assembly> Features =
    [
        .. Database.All.Select(database =>
        {
            using var model = database.Open("Host=nowhere");
            return model.GetType().Assembly;
        }),
    ];

    /// <summary>The features, their Contracts, the plumbing and Provision.</summary>
    public static readonly IReadOnlyList<Assembly> All =
    [
        .. Features,
        typeof(ServiceDb).Assembly,
        typeof(Money).Assembly,
        typeof(Database).Assembly,
        .. Features
            .SelectMany(feature => feature.GetReferencedAssemblies())
            .Where(name => name.Name!.EndsWith("Contracts", StringComparison.Ordinal))
            .Select(name => name.FullName)
            .Distinct()
            .Select(Assembly.Load)
            .Where(assembly => assembly.GetName().Name!.StartsWith("Clinic", StringComparison.Ordinal)),
    ];

    /// <summary>The types that a person wrote.</summary>
    public static IEnumerable<Type> Types =>
        All.SelectMany(assembly => assembly.GetTypes())
            .Where(type =>
                type.Namespace is { } name
                && name.StartsWith("Clinic", StringComparison.Ordinal)
                && !name.EndsWith(".Migrations", StringComparison.Ordinal)
            )
            .Where(type =>
                type.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !type.Name.Contains('<', StringComparison.Ordinal)
            );

    /// <summary>Files below a folder that match, without what a build or a tool wrote.</summary>
    public static IEnumerable<string> Files(string below, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, below), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations")
            );

    /// <summary>One file of the checkout.</summary>
    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>A file's path as a person names it.</summary>
    public static string Named(string file) => Path.GetRelativePath(Root, file);

    /// <summary>Lines of files that hold something they should not.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> files, Func<string, bool> bad) =>
        files.SelectMany(file =>
            System.IO.File.ReadLines(file).Index().Where(line => bad(line.Item)).Select(line => $"{Named(file)}:{line.Index + 1}")
        );

    static string Above(string folder)
    {
        while (!System.IO.File.Exists(Path.Combine(folder, "Platform.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
