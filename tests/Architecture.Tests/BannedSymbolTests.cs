using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Clinic.ArchitectureTests;

/// <summary>
/// Nobody asks the machine for the time, and money is never a binary fraction: an analyzer refuses to build what uses a banned symbol. Here
/// it is proved that it watches every project, that what is banned exists, and what it cannot see: conversions, which have no name.
/// </summary>
public sealed partial class BannedSymbolTests
{
    static readonly string[] Folders = ["ServiceDefaults", "services", "gateway", "Provision"];

    [Fact]
    public void Every_project_that_runs_at_a_branch_is_built_with_the_analyzer() =>
        Assert.All(
            Folders.SelectMany(folder => Checkout.Files(folder, "*.csproj")),
            project =>
                Assert.Contains("BannedApiAnalyzers", File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")))
        );

    [Fact]
    public void Every_banned_symbol_exists()
    {
        var banned = new[] { "BannedSymbols.txt", "services/Payroll/BannedSymbols.Money.txt" }
            .SelectMany(file => File.ReadLines(Checkout.File(file)))
            .Select(line => line.Split(';')[0])
            .ToList();

        Assert.NotEmpty(banned);
        Assert.All(banned, symbol => Assert.Contains(symbol, Symbols(symbol)));
    }

    [Fact]
    public void Nobody_switches_the_ban_off_but_where_the_machine_is_meant()
    {
        Assert.Equal(
            ["ServiceDefaults/Messaging/NewListeners.cs", "ServiceDefaults/Data/ServiceDb.cs"],
            Folders
                .SelectMany(folder => Checkout.Files(folder, "*.cs"))
                .Where(file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal))
                .Select(Checkout.Named)
        );
        Assert.Equal(
            ["[ServiceDefaults/Clocks/PlatformClock.cs]", "[Provision/Backups/Backup.cs]"],
            Off().Matches(File.ReadAllText(Checkout.File(".editorconfig"))).Select(off => off.Groups[1].Value)
        );
    }

    [Fact]
    public void Money_is_never_a_binary_fraction()
    {
        Assert.Empty(Checkout.Lines(Checkout.Files("services/Payroll", "*.cs"), line => BinaryFraction().IsMatch(line)));
        var payroll = Checkout.Features.Single(feature => feature.GetName().Name == "Clinic.Payroll");
        Assert.Empty(Used(payroll).Where(IsBinaryFraction).Select(member => $"{member.DeclaringType}.{member}"));
    }

    // Whatever an assembly calls or reads of others, the conversions of the compiler with it.
    static List<MemberInfo> Used(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        var names = file.GetMetadataReader();
        return
        [
            .. names
                .MemberReferences.Where(member => names.GetMemberReference(member).Parent.Kind == HandleKind.TypeReference)
                .Select(member => assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(member))!),
        ];
    }

    static bool IsBinaryFraction(MemberInfo member) =>
        (
            member switch
            {
                MethodInfo method => method.GetParameters().Select(parameterInfo => parameterInfo.ParameterType).Append(method.ReturnType),
                ConstructorInfo made => made.GetParameters().Select(parameterInfo => parameterInfo.ParameterType),
                FieldInfo field => [field.FieldType],
                _ => [],
            }
        ).Any(type => type == typeof(double) || type == typeof(float));

    // The names of a type and of its members as the compiler's documentation writes them.
    static IEnumerable<string> Symbols(string like)
    {
        var name = like[2..].Split('(')[0];
        var ofMember = name.Replace(".#", "#", StringComparison.Ordinal).LastIndexOfAny(['.', '#']);
        var type = Type.GetType(like[0] == 'T' ? name : name[..ofMember]);
        return (type?.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance) ?? [])
            .Select(member =>
                member switch
                {
                    PropertyInfo property => $"P:{type}.{property.Name}",
                    MethodBase called => $"M:{type}.{called.Name.Replace('.', '#')}({Parameters(called)})",
                    _ => "",
                }
            )
            .Select(symbol => symbol.Replace("()", "", StringComparison.Ordinal))
            .Append($"T:{type}");
    }

    static string Parameters(MethodBase of) => string.Join(',', of.GetParameters().Select(parameter => parameter.ParameterType));

    [GeneratedRegex(@"\b(double|float)\b")]
    private static partial Regex BinaryFraction();

    [GeneratedRegex(@"^(\[.*\])\n(?:#.*\n)*dotnet_diagnostic\.RS0030\.severity = none$", RegexOptions.Multiline)]
    private static partial Regex Off();
}
