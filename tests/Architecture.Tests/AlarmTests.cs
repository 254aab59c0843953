using System.Text.RegularExpressions;

namespace Clinic.ArchitectureTests;

/// <summary>docs/alarms.md and the code know the same alarms.</summary>
public sealed partial class AlarmTests
{
    [Fact]
    public void Every_alarm_is_explained_and_every_explained_alarm_exists()
    {
        var explained = File.ReadLines(Checkout.File("docs/alarms.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => row.Groups["code"].Value);
        string[] folders = ["ServiceDefaults", "gateway", "services"];
        var said = folders
            .SelectMany(folder => Checkout.Files(folder, "*.cs"))
            .SelectMany(file => Said().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value)
            .Distinct();

        Assert.Equal(explained.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<code>[a-z-]+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"new Alarm\(\s*""(?<code>[a-z-]+)""")]
    private static partial Regex Said();
}
