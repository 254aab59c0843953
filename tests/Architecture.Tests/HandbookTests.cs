using System.Text.RegularExpressions;

namespace Clinic.ArchitectureTests;

/// <summary>docs/handbook.md and the tests agree on what is live.</summary>
public sealed partial class HandbookTests
{
    const int MostIdsOfTest = 3;

    static readonly List<string> Lines = [.. File.ReadLines(Checkout.File("docs/handbook.md")).Where(line => RuleLine().IsMatch(line))];

    static readonly List<Match> Rows = [.. Lines.Select(line => Row().Match(line)).Where(row => row.Success)];

    static readonly List<(string Where, string[] Ids)> Carried =
    [
        .. Checkout
            .Files("tests", "*.cs")
            .SelectMany(file =>
                Mark()
                    .Matches(File.ReadAllText(file))
                    .Select(mark => (Checkout.Named(file), Id().Matches(mark.Value).Select(id => id.Value).ToArray()))
            ),
    ];

    [Fact]
    public void Every_line_of_a_rule_can_be_read() => Assert.DoesNotContain(Lines, line => !Row().IsMatch(line));

    [Fact]
    public void Every_rule_stands_there_once() =>
        Assert.Empty(Rows.GroupBy(row => row.Groups["id"].Value).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Every_rule_a_test_carries_exists() =>
        Assert.Empty(Carried.SelectMany(mark => mark.Ids).Except(Rows.Select(row => row.Groups["id"].Value)));

    [Fact]
    public void Every_live_rule_has_a_test_that_carries_it() =>
        Assert.Empty(
            Rows.Where(row => row.Groups["state"].Value == "live")
                .Select(row => row.Groups["id"].Value)
                .Except(Carried.SelectMany(mark => mark.Ids))
        );

    [Fact]
    public void No_test_carries_more_than_three_rules() =>
        Assert.Empty(Carried.Where(mark => mark.Ids.Length > MostIdsOfTest).Select(mark => mark.Where));

    [GeneratedRegex(@"^\| R-")]
    private static partial Regex RuleLine();

    [GeneratedRegex(
        @"^\| (?<id>R-\d{3}) \| (?<what>[^|]+) \| (?<service>[A-Z][A-Za-z, ]+) \| (?<state>live|not yet|excluded because [^|]+) \|$"
    )]
    private static partial Regex Row();

    [GeneratedRegex(@"\[Rule\([^)\]]*\)\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"R-\d{3}")]
    private static partial Regex Id();
}
