using System.Text.RegularExpressions;

namespace Clinic.ArchitectureTests;

public sealed partial class SourceTests
{
    const int MostLinesOfDefaults = 3_700,
        MostLinesOfFile = 300,
        MostLinesOfProgram = 15;

    static readonly string[] Folders = ["ServiceDefaults", "services", "gateway", "Provision", "AppHost"];

    static IEnumerable<string> Written => Folders.SelectMany(folder => House.Files(folder, "*.cs"));

    [Fact]
    public void Features_know_neither_the_bus_library_nor_the_brokers_client()
    {
        Assert.Empty(House.Lines(Features("*.csproj").Concat(Features("*.cs")), line => Broker().IsMatch(line)));
        Assert.All(
            House.Features,
            feature => Assert.DoesNotContain(feature.GetReferencedAssemblies(), name => Broker().IsMatch(name.Name!))
        );
    }

    [Fact]
    public void The_plumbing_stays_small() => Assert.InRange(House.Files("ServiceDefaults", "*.cs").Sum(LinesOf), 1, MostLinesOfDefaults);

    [Fact]
    public void No_file_is_too_long_to_read() =>
        Assert.Empty(
            Written
                .Concat(House.Files("tests", "*.cs"))
                .Where(file => LinesOf(file) > MostLinesOfFile)
                .Select(file => $"{House.Named(file)} {LinesOf(file)}")
        );

    [Fact]
    public void A_service_starts_in_a_few_lines() =>
        Assert.Empty(House.Files("services", "Program.cs").Where(file => LinesOf(file) > MostLinesOfProgram).Select(House.Named));

    [Fact]
    public void No_test_sleeps_or_is_skipped() =>
        Assert.Empty(
            House.Lines(
                House.Files("tests", "*.cs").Where(file => !file.EndsWith($"{nameof(SourceTests)}.cs", StringComparison.Ordinal)),
                line => Sleep().IsMatch(line)
            )
        );

    [Fact]
    public void No_work_is_left_undone_in_a_comment() => Assert.Empty(House.Lines(Written, line => Undone().IsMatch(line)));

    static IEnumerable<string> Features(string pattern) => House.Files("services", pattern).Concat(House.Files("gateway", pattern));

    static int LinesOf(string file) => File.ReadLines(file).Count();

    [GeneratedRegex("MassTransit|RabbitMQ")]
    private static partial Regex Broker();

    [GeneratedRegex(@"\bSkip\s*=|Task\.Delay\(|Thread\.Sleep\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Undone();
}
