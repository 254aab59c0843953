using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Clinic.ServiceDefaults;

namespace Clinic.ArchitectureTests;

/// <summary>
/// An instant has no year, month, day or hour of its own: those are of the calendar of a branch, and the days of a branch are made in
/// <c>Values/WallClock.cs</c> alone. What was compiled is read, since only there <c>Day</c> of an instant differs from <c>Day</c> of a row;
/// what a query of the database asks is seen as well.
/// </summary>
public sealed class BranchDayTests
{
    // Each with the reason why the calendar of no branch is meant.
    static readonly Dictionary<string, string> Allowed = new()
    {
        ["Clinic.Gateway.Sessions.AccessTokens"] = "a token is written with instants of UTC",
    };

    static readonly string[] Members =
    [
        "get_Year",
        "get_Month",
        "get_Day",
        "get_DayOfWeek",
        "get_DayOfYear",
        "get_Hour",
        "get_Date",
        "get_TimeOfDay",
        "get_DateTime",
        "get_LocalDateTime",
        "get_UtcDateTime",
        "FromDateTime",
    ];

    static readonly Type[] Instants = [typeof(DateTimeOffset), typeof(DateTime)];
    static readonly Type[] MadeOfInstants = [typeof(DateOnly), typeof(TimeOnly)];

    static readonly Dictionary<int, OpCode> Operations = typeof(OpCodes)
        .GetFields()
        .Select(field => field.GetValue(null))
        .OfType<OpCode>()
        .ToDictionary(operation => operation.Value & 0xFFFF);

    [Fact]
    public void The_day_or_year_of_an_instant_is_asked_only_where_days_of_a_branch_are_made()
    {
        var asked = Checkout.Features.Append(typeof(ServiceDb).Assembly).SelectMany(Askers).Distinct().ToList();

        Assert.Equal([], asked.Except(Allowed.Keys).Order());
        Assert.Equal([], Allowed.Keys.Except(asked).Order());
    }

    // Every piece of code whose body names one of the members, by the class that a person wrote.
    static IEnumerable<string> Askers(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        var names = file.GetMetadataReader();
        var asked = names
            .MemberReferences.Where(member => IsAsked(assembly, names, member))
            .Select(member => MetadataTokens.GetToken(member))
            .ToHashSet();
        foreach (
            var method in names.MethodDefinitions.Select(names.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0)
        )
        {
            if (Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!).Any(asked.Contains))
                yield return Writer(assembly, method.GetDeclaringType());
        }
    }

    static bool IsAsked(Assembly assembly, MetadataReader names, MemberReferenceHandle handle)
    {
        var member = names.GetMemberReference(handle);
        return member.Parent.Kind == HandleKind.TypeReference
            && Members.Contains(names.GetString(member.Name))
            && assembly.ManifestModule.ResolveMember(MetadataTokens.GetToken(handle)) is { } called
            && (called.Name == "FromDateTime" ? MadeOfInstants : Instants).Contains(called.DeclaringType);
    }

    // Calls name a member, and so do the expressions from which a query is made.
    static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length; )
        {
            var operation = Operations[code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineTok)
                yield return BitConverter.ToInt32(code, at);
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    static string Writer(Assembly assembly, TypeDefinitionHandle type)
    {
        var writer = assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(type));
        while (writer.DeclaringType is { } around)
            writer = around;
        return writer.FullName!;
    }
}
