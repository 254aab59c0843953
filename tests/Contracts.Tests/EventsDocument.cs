using System.Text.RegularExpressions;

namespace Clinic.ContractTests;

/// <summary>docs/events.md says what the assemblies say.</summary>
public sealed partial class EventsDocument
{
    static readonly List<Match> Rows =
    [
        .. File.ReadAllLines(Repository.Path("docs/events.md")).Select(line => Row().Match(line)).Where(match => match.Success),
    ];

    [Fact]
    public void Every_fact_has_one_row_and_every_row_a_fact() =>
        Assert.Equal(
            Published.Facts.Select(fact => fact.Name).Order(StringComparer.Ordinal),
            Rows.Select(row => row.Groups["fact"].Value).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Each_row_names_who_says_the_fact() =>
        Assert.All(Published.Facts, fact => Assert.Equal(Published.SaidBy(fact), RowOf(fact).Groups["by"].Value));

    [Fact]
    public void Each_row_names_exactly_the_reactions_to_the_fact() =>
        Assert.All(
            Published.Facts,
            fact =>
            {
                var heard = RowOf(fact).Groups["heard"].Value;
                var expected = Published.HeardBy[fact].Order(StringComparer.Ordinal).ToList();
                Assert.Equal(expected.Count == 0 ? "nobody" : string.Join(", ", expected), heard);
            }
        );

    [Fact]
    public void Each_row_says_when_and_to_what_effect() =>
        Assert.All(Rows, row => Assert.True(row.Groups["when"].Length > 10 && row.Groups["effect"].Length > 10, row.Value));

    static Match RowOf(Type fact) =>
        Rows.Single(row => row.Groups["fact"].Value == fact.Name && row.Groups["by"].Value == Published.SaidBy(fact));

    [GeneratedRegex(@"^\| `(?<fact>\w+)` \| (?<by>\w+) \| (?<when>[^|]+) \| (?<heard>[^|]+) \| (?<effect>[^|]+) \|$")]
    private static partial Regex Row();
}
