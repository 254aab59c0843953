using System.Text.RegularExpressions;
using Npgsql;

namespace Clinic.TestSupport;

/// <summary>What still has to follow from what was said, over the databases of the five services and of the gateway.</summary>
public static partial class Consequences
{
    static readonly string[] Databases = ["registration", "escort", "feedback", "training", "payroll", "identity"];

    /// <summary>
    /// Who hears which fact of which service, by queue, as the documentation says; a test holds it against the assemblies.
    /// </summary>
    public static ILookup<(string Service, string Fact), string> Queues { get; } =
        File.ReadLines(Path.Combine(Stack.Repository, "docs/events.md"))
            .Select(line => line.Split('|'))
            .Where(cells => cells.Length > 4 && cells[1].Trim().StartsWith('`'))
            .SelectMany(cells =>
                Listener()
                    .Matches(cells[4])
                    .Select(match =>
                        (
                            Said: (cells[2].Trim().ToLowerInvariant(), cells[1].Trim(' ', '`')),
                            Queue: match
                                .Value.Replace(" `", "", StringComparison.Ordinal)
                                .Replace("Gateway", "Identity", StringComparison.Ordinal)
                        )
                    )
            )
            .ToLookup(pair => pair.Said, pair => Capital().Replace(pair.Queue, "-$0").TrimStart('-').ToLowerInvariant());

    /// <summary>
    /// Some of what is unsent or was said and has had no effect yet at somebody who hears it; empty once everything is settled.
    /// </summary>
    public static async Task<List<string>> Missing(Stack stack)
    {
        try
        {
            var left = await Everywhere(stack, "SELECT 'unsent ' || message_id FROM outbox");
            if (left.Count > 0)
                return [.. left.Take(20)];
            List<(string Service, string Fact, string Message)> facts = [];
            foreach (var service in Databases)
                facts.AddRange(
                    (await stack.Sql<string>(service, "SELECT type || ' ' || message_id FROM trail WHERE kind = 'fact'"))
                        .Select(line => line.Split(' '))
                        .Select(words => (service, words[0], words[1]))
                );
            var effects = (await Everywhere(stack, "SELECT type || ' ' || message_id FROM trail WHERE kind = 'effect'")).ToHashSet();
            return
            [
                .. facts
                    .SelectMany(fact => Queues[(fact.Service, fact.Fact)].Select(queue => $"{queue} {fact.Message}"))
                    .Where(wanted => !effects.Contains(wanted))
                    .Take(20),
            ];
        }
        catch (NpgsqlException)
        {
            return ["a database is away"];
        }
    }

    /// <summary>The lines of a query, from every database.</summary>
    public static async Task<List<string>> Everywhere(Stack stack, string sql)
    {
        List<string> lines = [];
        foreach (var database in Databases)
            lines.AddRange(await stack.Sql<string>(database, sql));
        return lines;
    }

    [GeneratedRegex(@"\w+ `\w+")]
    private static partial Regex Listener();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
