using System.Diagnostics;
using System.Text.RegularExpressions;
using Clinic.Provision;

namespace Clinic.ArchitectureTests;

public sealed partial class SourceTests
{
    const int MostStatementsOfDefaults = 2_600,
        MostLinesOfFile = 300,
        MostLinesOfNoun = 250,
        MostLinesOfTests = 400,
        MostLinesOfProgram = 15,
        MostColumns = 140;

    static readonly string[] WithScripts = ["", "AppHost", "Provision"];

    static IEnumerable<string> Scripts =>
        WithScripts
            .SelectMany(folder => Directory.GetFiles(Checkout.File(folder)))
            .Where(file => !Path.GetFileName(file).Contains('.', StringComparison.Ordinal));

    static readonly string[] Folders = ["Values", "ServiceDefaults", "services", "gateway", "Provision", "AppHost"];

    static IEnumerable<string> Written => Folders.SelectMany(folder => Checkout.Files(folder, "*.cs"));

    [Fact]
    public void Features_know_neither_the_bus_library_nor_the_brokers_client()
    {
        Assert.Empty(Checkout.Lines(Features("*.csproj").Concat(Features("*.cs")), line => Broker().IsMatch(line)));
        Assert.All(
            Checkout.Features,
            feature => Assert.DoesNotContain(feature.GetReferencedAssemblies(), name => Broker().IsMatch(name.Name!))
        );
    }

    // Statements and not lines, so that nobody packs two things into one line to stay within it.
    [Fact]
    public void The_plumbing_stays_small() =>
        Assert.InRange(Checkout.Files("ServiceDefaults", "*.cs").Sum(Statements.Of), 1, MostStatementsOfDefaults);

    [Fact]
    public void No_line_is_wider_than_a_reader_sees_at_once() =>
        Assert.Empty(
            Checkout.Lines(
                Written.Concat(Checkout.Files("tests", "*.cs")).Concat(Scripts),
                line => line.EnumerateRunes().Count() > MostColumns
            )
        );

    [Fact]
    public async Task All_code_is_laid_out_by_the_formatter()
    {
        using var check = Process.Start(
            new ProcessStartInfo(Checkout.File("format"), ["--check"]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var said = await Task.WhenAll(check.StandardOutput.ReadToEndAsync(), check.StandardError.ReadToEndAsync());
        await check.WaitForExitAsync();

        Assert.True(check.ExitCode == 0, string.Concat(said));
    }

    [Fact]
    public void No_file_is_too_long_to_read() =>
        Assert.Empty(
            Written
                .Where(file => LinesOf(file) > MostLinesOfFile)
                .Concat(Checkout.Files("tests", "*.cs").Where(file => LinesOf(file) > MostLinesOfTests))
                .Select(file => $"{Checkout.Named(file)} {LinesOf(file)}")
        );

    // Appointment is longer: most of what it keeps stands in indexes, and a part of a noun cannot be indexed.
    [Fact]
    public void A_noun_is_one_file_that_is_read_at_a_sitting() =>
        Assert.Equal(
            ["services/Registration/Registration/Appointments/Appointment.cs"],
            Database
                .All.SelectMany(database =>
                {
                    using var model = database.Open("Host=nowhere");
                    return model.Model.GetEntityTypes().Select(type => type.ClrType.Name).ToList();
                })
                .Distinct()
                .SelectMany(noun => Written.Where(file => Path.GetFileNameWithoutExtension(file) == noun))
                .Where(file => LinesOf(file) > MostLinesOfNoun)
                .Select(Checkout.Named)
        );

    [Fact]
    public void The_order_of_states_is_a_list_or_a_method_and_not_the_numbers_of_an_enum() =>
        Assert.Empty(Checkout.Lines(Written, line => ComparedState().IsMatch(line)));

    [Fact]
    public void A_lambda_says_what_it_is_given() =>
        Assert.Empty(
            Checkout.Lines(Written.Concat(Checkout.Files("tests", "*.cs")).Where(file => !IsThis(file)), line => Nameless().IsMatch(line))
        );

    [Fact]
    public void An_assignment_assigns_at_most_three_things() =>
        Assert.Empty(Written.SelectMany(file => Statements.WideAssignments(file).Select(line => $"{Checkout.Named(file)}:{line}")));

    [Fact]
    public void A_service_starts_in_a_few_lines() =>
        Assert.Empty(Checkout.Files("services", "Program.cs").Where(file => LinesOf(file) > MostLinesOfProgram).Select(Checkout.Named));

    // Of two that are made side by side the later one has to know what the earlier one did.
    [Fact]
    public void The_last_migration_describes_the_tables_as_the_model_does() =>
        Assert.Empty(
            new[] { "services", "gateway" }
                .SelectMany(folder => Directory.GetFiles(Checkout.File(folder), "*ModelSnapshot.cs", SearchOption.AllDirectories))
                .Where(snapshot =>
                    TablesIn(snapshot)
                    != TablesIn(Directory.GetFiles(Path.GetDirectoryName(snapshot)!, "*.Designer.cs").Order(StringComparer.Ordinal).Last())
                )
                .Select(Checkout.Named)
        );

    [Fact]
    public void No_test_sleeps_or_is_skipped() =>
        Assert.Empty(Checkout.Lines(Checkout.Files("tests", "*.cs").Where(file => !IsThis(file)), line => Sleep().IsMatch(line)));

    [Fact]
    public void No_work_is_left_undone_in_a_comment() => Assert.Empty(Checkout.Lines(Written, line => Undone().IsMatch(line)));

    static IEnumerable<string> Features(string pattern) => Checkout.Files("services", pattern).Concat(Checkout.Files("gateway", pattern));

    static bool IsThis(string file) => file.EndsWith($"{nameof(SourceTests)}.cs", StringComparison.Ordinal);

    static int LinesOf(string file) => File.ReadLines(file).Count();

    static string TablesIn(string file)
    {
        var text = File.ReadAllText(file);
        return text[..text.IndexOf("#pragma warning restore", StringComparison.Ordinal)].Split("#pragma warning disable 612, 618")[1];
    }

    [GeneratedRegex(@"\bone =>")]
    private static partial Regex Nameless();

    [GeneratedRegex(@"[^=][<>]=? *\w+State\.\w+|\w+State\.\w+ *[<>]=? ")]
    private static partial Regex ComparedState();

    [GeneratedRegex("MassTransit|RabbitMQ")]
    private static partial Regex Broker();

    [GeneratedRegex(@"\bSkip\s*=|Task\.Delay\(|Thread\.Sleep\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Undone();
}
