using System.Text.Json;
using System.Text.RegularExpressions;
using Clinic.Gateway.Proxy;

namespace Clinic.Gateway.Tests.Rules;

/// <summary>What a creation says is the place of what it made can be read there, from outside.</summary>
public sealed partial class LocationRules
{
    static readonly string Root = Above(AppContext.BaseDirectory);

    [Fact]
    public void The_place_of_what_was_made_is_one_that_is_described_for_reading()
    {
        var readable = Upstreams.Names.SelectMany(Readable).ToHashSet();

        Assert.True(Places().Count() > 25);
        Assert.Empty(Places().Where(place => !readable.Contains(place)).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/visits/1", "/api/payroll/visits/1"), InlineData("visits/1?a=/b", "/api/payroll/visits/1?a=/b")]
    [InlineData("https://elsewhere.example/x", "https://elsewhere.example/x"), InlineData("//elsewhere/x", "//elsewhere/x")]
    public void A_path_of_a_service_begins_with_its_name_and_another_host_stays_another_host(string inside, string outside) =>
        Assert.Equal(outside, Locations.FromOutside("payroll", inside));

    // Every place in the code of a service where a creation is answered, with its ids left out.
    static IEnumerable<string> Places() =>
        from name in Upstreams.Names
        from file in Directory.EnumerateFiles(Path.Combine(Root, "services"), "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)
        where parts[1].Equals(name, StringComparison.OrdinalIgnoreCase) && !parts.Any(part => part is "bin" or "obj")
        from Match created in Created().Matches(File.ReadAllText(file))
        select WithoutIds(Locations.FromOutside(name, created.Groups["place"].Value).Split('?')[0]);

    static IEnumerable<string> Readable(string service)
    {
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "docs", "openapi", $"{service}.json")));
        return
        [
            .. description
                .RootElement.GetProperty("paths")
                .EnumerateObject()
                .Where(path => path.Value.TryGetProperty("get", out _))
                .Select(path => WithoutIds($"/api/{service}{path.Name}")),
        ];
    }

    static string WithoutIds(string path) => Id().Replace(path, "{}");

    static string Above(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "Platform.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex(@"\.Created\(\s*\$?""(?<place>[^""]+)""")]
    private static partial Regex Created();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Id();
}
