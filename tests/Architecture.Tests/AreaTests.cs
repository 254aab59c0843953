using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clinic.ArchitectureTests;

/// <summary>
/// A service is a list of folders, and each folder depends only on those before it. An unnecessary <c>using</c> does not compile, so the
/// <c>using</c> lines of a file are all that it depends on.
/// </summary>
public sealed partial class AreaTests
{
    static readonly string[] ReadVerbs = ["Get", "List", "Watch"];

    static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Registration"] =
        [
            "Premises",
            "Premises.Branches",
            "Premises.Staff",
            "Premises.Directory",
            "Premises.Absences",
            "Premises.Rosters",
            "Premises.DoctorAvailability",
            "Premises.Openings",
            "ClientRecords",
            "ClientRecords.ComplaintFlags",
            "ClientRecords.Concerns",
            "ClientRecords.Clients",
            "ClientRecords.FrontPages",
            "ClientRecords.Charts",
            "ClientRecords.Consents",
            "ClientRecords.Members",
            "ClientRecords.Segments",
            "ClientRecords.Campaigns",
            "Appointments",
            "Appointments.AwayDoctors",
            "Visits",
            "Visits.Arrivals",
            "Visits.Reception",
            "Visits.Triage",
            "Visits.Waiting",
            "Visits.Consultation",
            "Visits.Departure",
            "WholeRecord",
            "WholeRecord.ComplaintFlags",
            "WholeRecord.Merging",
            "WholeRecord.Forgotten",
            "WholeRecord.Rounds",
            "WholeRecord.History",
            "Reports",
            "Reports.Closings",
            "Reports.Figures",
            "Reports.LiveScreens",
        ],
        ["Escort"] =
        [
            "Branches",
            "Clients",
            "Escorts",
            "Engagements",
            "Engagements.Inquiry",
            "Engagements.Preparation",
            "Engagements.Day",
            "Engagements.After",
            "EscortStatus",
        ],
        ["Feedback"] = ["Staff", "Clients", "Issues", "Surveys", "Improvements", "FollowUps", "Complaints", "Voices"],
        ["Training"] = ["Staff", "Onboarding", "Sessions", "Assessments", "Complaints", "Certificates"],
        ["Payroll"] =
        [
            "Branches",
            "Grades",
            "Employees",
            "Leaves",
            "Workload",
            "Complaints",
            "Performance",
            "Discipline",
            "Openings",
            "PayRuns",
            "Departures",
        ],
    };

    public static TheoryData<string> Services => [.. Folders.Keys];

    [Theory, MemberData(nameof(Services))]
    public void A_folder_depends_only_on_folders_before_it(string service)
    {
        var order = Folders[service];
        Assert.Empty(
            Sources(service)
                .Where(file => !IsComposed(file))
                .SelectMany(file =>
                    UsedBy(service, file)
                        .Where(used => Array.IndexOf(order, used) > Array.IndexOf(order, FolderOf(service, file)))
                        .Select(used => $"{Checkout.Named(file)} uses {used}")
                )
        );
    }

    [Theory, MemberData(nameof(Services))]
    public void Every_folder_has_its_place_in_the_order(string service) =>
        Assert.Equal(
            Folders[service].Order(StringComparer.Ordinal),
            Sources(service).Select(file => FolderOf(service, file)).Distinct().Order(StringComparer.Ordinal)
        );

    // A name with its folder before it would be a dependency that no using shows.
    [Theory, MemberData(nameof(Services))]
    public void No_name_is_written_with_its_folder(string service)
    {
        var names = Sources(service)
            .SelectMany(file =>
                TypeName()
                    .Matches(File.ReadAllText(file))
                    .Select(match => (Folder: FolderOf(service, file), Name: match.Groups["type"].Value))
            )
            .Distinct()
            .ToLookup(type => type.Folder, type => $"{type.Folder.Split('.')[^1]}\\.{type.Name}");
        foreach (var folder in names)
        {
            var others = string.Join('|', names.Where(other => other.Key != folder.Key).SelectMany(other => other));
            Regex qualified = new($@"(?<![\w.""])(?:{others})\b");
            Assert.Empty(
                Checkout.Lines(
                    Sources(service).Where(file => FolderOf(service, file) == folder.Key),
                    line => !line.StartsWith("using ", StringComparison.Ordinal) && qualified.IsMatch(line)
                )
            );
        }
    }

    [Theory, MemberData(nameof(Services))]
    public void A_namespace_is_a_folder(string service) =>
        Assert.Empty(
            Sources(service)
                .Where(file => !File.ReadLines(file).Contains($"namespace Clinic.{service}.{FolderOf(service, file)};"))
                .Select(Checkout.Named)
        );

    [Fact]
    public void Every_act_is_mapped()
    {
        var routes = string.Concat(
            Checkout.Files("services", "*.cs").Where(file => file.EndsWith("Routes.cs", StringComparison.Ordinal)).Select(File.ReadAllText)
        );
        Assert.Equal(
            [],
            Checkout
                .Files("services", "*.cs")
                .Where(file => !file.EndsWith("Routes.cs", StringComparison.Ordinal))
                .SelectMany(file => MappedAct().Matches(File.ReadAllText(file)).Select(match => match.Groups["act"].Value))
                .Where(act => !routes.Contains($" {act}.Map(", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_read_says_that_it_is_one()
    {
        // Besides the act they are named after, these show what it left.
        string[] acts = ["CheckArea", "NoteShortage", "WaitingLog", "ChargeVisit", "HandChart"];
        // A queue and a board whose order and lines others ask for, too.
        string[] boards = ["WaitingQueue", "DoctorBoard"];
        var reads = Checkout
            .Files("services", "*.cs")
            .Concat(Checkout.Files("gateway", "*.cs"))
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes())
            .OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "MapGet" })
            .Select(call => call.Ancestors().OfType<ClassDeclarationSyntax>().Last().Identifier.Text)
            .Distinct()
            .ToList();

        Assert.NotEmpty(reads);
        Assert.Equal(
            [],
            reads.Except(acts).Except(boards).Where(read => !ReadVerbs.Any(verb => read.StartsWith(verb, StringComparison.Ordinal)))
        );
        Assert.Equal([], acts.Concat(boards).Except(reads));
    }

    [Fact]
    public void Every_refusal_is_declared_by_an_act()
    {
        var files = Checkout.Files("services", "*.cs").Concat(Checkout.Files("gateway", "*.cs")).ToList();
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()).ToList();
        var declared = trees
            .SelectMany(root => root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Refuses" })
            .SelectMany(call => call.ArgumentList.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            .Select(member => $"{member.Expression}.{member.Name.Identifier.Text}")
            .ToHashSet();
        var outsideOfActs = files
            .Where(file =>
                file.Contains("/gateway/Edge/", StringComparison.Ordinal) || file.EndsWith("ServiceRoutes.cs", StringComparison.Ordinal)
            )
            .Select(File.ReadAllText)
            .ToList();
        Assert.Equal(
            [],
            trees
                .SelectMany(root => root.DescendantNodes().OfType<ClassDeclarationSyntax>())
                .Where(type => type.Identifier.Text.EndsWith("Refusals", StringComparison.Ordinal))
                .SelectMany(type => RefusalsOf(type).Select(name => $"{type.Identifier.Text}.{name}"))
                .Where(name => !declared.Contains(name) && !outsideOfActs.Exists(text => text.Contains(name, StringComparison.Ordinal)))
        );
    }

    static IEnumerable<string> RefusalsOf(ClassDeclarationSyntax type) =>
        type.Members.SelectMany(member =>
            member switch
            {
                FieldDeclarationSyntax { Declaration: { Type: IdentifierNameSyntax { Identifier.Text: "Refusal" } } field } =>
                    field.Variables.Select(variable => variable.Identifier.Text),
                // One with a sentence for each case is declared by the field that stands for all of them.
                MethodDeclarationSyntax { ReturnType: IdentifierNameSyntax { Identifier.Text: "Refusal" } } method =>
                [
                    HasField(type, $"Any{method.Identifier.Text}") ? $"Any{method.Identifier.Text}" : method.Identifier.Text,
                ],
                _ => [],
            }
        );

    static bool HasField(ClassDeclarationSyntax type, string name) =>
        type
            .Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .Any(field => field.Identifier.Text == name);

    static List<string> Sources(string service) =>
        [
            .. Checkout
                .Files($"services/{service}/{service}", "*.cs")
                .Where(file => FolderOf(service, file) is { Length: > 0 } folder && folder != "Migrations"),
        ];

    static string FolderOf(string service, string file) =>
        (Path.GetDirectoryName(Path.GetRelativePath(Checkout.File($"services/{service}/{service}"), file)) ?? "").Replace('/', '.');

    static IEnumerable<string> UsedBy(string service, string file) =>
        File.ReadLines(file)
            .Select(line => Used().Match(line))
            .Where(match => match.Success && match.Groups["service"].Value == service)
            .Select(match => match.Groups["folder"].Value)
            .Where(folder => folder != "Contracts");

    // They put an area together, from all of its folders.
    static bool IsComposed(string file) => Composed().IsMatch(file);

    [GeneratedRegex(@"^using Clinic\.(?<service>\w+)\.(?<folder>[\w.]+);")]
    private static partial Regex Used();

    [GeneratedRegex(
        @"^(?:public |static |sealed |readonly |abstract |partial )*(?:class|record|record struct|struct|interface|enum) (?<type>[A-Z]\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeName();

    [GeneratedRegex("(Tables|Routes|Refusals|Columns)\\.cs$")]
    private static partial Regex Composed();

    [GeneratedRegex(@"static class (?<act>\w+)\r?\n\{(?:(?!\nstatic class |\npublic static class )[\s\S])*?static void Map\(")]
    private static partial Regex MappedAct();
}
