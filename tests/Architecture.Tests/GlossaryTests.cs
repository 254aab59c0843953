using System.Text.RegularExpressions;
using Clinic.Provision;

namespace Clinic.ArchitectureTests;

/// <summary>docs/glossary.md and the code use the same words.</summary>
public sealed partial class GlossaryTests
{
    static readonly List<string> Terms =
    [
        .. File.ReadLines(Checkout.File("docs/glossary.md"))
            .Select(line => FirstCell().Match(line))
            .Where(cell => cell.Success)
            .SelectMany(cell => Term().Matches(cell.Value).Select(term => term.Groups["term"].Value)),
    ];

    [Fact]
    public void Every_term_of_the_glossary_is_a_name_in_the_code()
    {
        var names = Checkout
            .Files("services", "*.cs")
            .Concat(Checkout.Files("gateway", "*.cs"))
            .SelectMany(file => Name().Matches(File.ReadAllText(file)).Select(name => name.Value))
            .ToHashSet();
        Assert.Equal([], Terms.Where(term => !term.Split('.').All(names.Contains)));
    }

    [Fact]
    public void Every_record_that_a_service_keeps_is_explained()
    {
        var kept = Database
            .All.Where(database => database.Name != "identity")
            .SelectMany(database =>
            {
                using var model = database.Open("Host=nowhere");
                return model.Model.GetEntityTypes().Select(type => type.ClrType).ToList();
            })
            .Where(type => type.Namespace != typeof(ServiceDefaults.ServiceDb).Namespace)
            .Select(type => type.Name);
        Assert.Empty(kept.Except(Terms));
    }

    [Fact]
    public void A_term_is_explained_once() =>
        Assert.Empty(Terms.GroupBy(term => term).Where(same => same.Count() > 1).Select(same => same.Key));

    [GeneratedRegex(@"^\| `[^|]*\|")]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"`(?<term>[\w.]+)`")]
    private static partial Regex Term();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Name();
}
