using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Clinic.Provision;
using Clinic.Provision.Backups;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// What people wrote about a person is read through the services and stands nowhere else: in no table, no file of the two servers (their
/// logs, their journals and the queues among them), no backup, no log of the platform and nothing that was exported. What stands clear by
/// decision stands in its own tables and nowhere besides.
/// </summary>
static class Canaries
{
    const int AtATime = 1 << 20;

    /// <summary>What the told story has people write, all of it sealed.</summary>
    public static readonly IReadOnlyList<Canary> OfTheTrueStory =
    [
        new("+8613900139000"),
        new("The escort came late and was impatient."),
        new("An apology and a free cleaning."),
        new("Both sides were heard."),
        new("12 Garden Road"),
        new("walks with a stick"),
        new("lives alone, 70 years"),
        new("gate 1, lift to floor 2"),
        new("met in time, seen by the doctor"),
        new("no hot drinks today"),
        new("raise a hand"),
        new("it was a bad day"),
    ];

    const string Tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

    public static async Task StandNowhere(Stack stack, TraceSink traces, IReadOnlyList<Canary> canaries)
    {
        foreach (var database in Database.All)
            Assert.Equal([], await InTables(stack, database.Name, canaries));
        Assert.DoesNotContain(canaries, canary => traces.Holds(canary.Read));
        // What never reached a server in clear stands in none of its files; what did stands in those of the database alone.
        var rows = Path.Combine(stack.Data, "volumes", "clinic-postgres");
        Assert.Equal([], InFiles(stack.Data, canaries, file => !file.StartsWith(rows, StringComparison.Ordinal)));
        Assert.Equal([], InFiles(rows, [.. canaries.Where(canary => canary.ClearIn.Length == 0)], _ => true));
    }

    /// <summary>A copy of each database, as the platform makes it, holds none of them; no file of it is kept.</summary>
    public static async Task StandInNoBackup(Stack stack, IReadOnlyList<Canary> canaries)
    {
        var folder = Directory.CreateTempSubdirectory("clinic-canaries-").FullName;
        try
        {
            var runs = await Task.WhenAll(
                Database.All.Select(database =>
                    Backup.Make(database.Name, stack.Administrator(database.Name), folder, "what opens the copies", default)
                )
            );
            Assert.All(runs, run => Assert.True(run is { Problem: null, Rows: > 0 }, $"{run.Database}: {run.Problem}"));
            Assert.Equal([], InFiles(folder, canaries, _ => true));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Each row once, and word by word only where there is any.
    static async Task<List<string>> InTables(Stack stack, string database, IReadOnlyList<Canary> canaries)
    {
        var words = canaries
            .SelectMany(canary => new[] { canary.Read.ToLowerInvariant(), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canary.Read)) })
            .ToList();
        var any = string.Join('|', words.Select(Regex.Escape));
        var searched = (await stack.Sql<string>(database, Tables)).Select(table =>
            $"""
                SELECT DISTINCT '{database}.{table} ' || word
                FROM (SELECT lower("{table}"::text) AS line FROM "{table}") lines, unnest(ARRAY['{string.Join("','", words)}']) word
                WHERE line ~ '{any}' AND strpos(line, word) > 0
                """
        );
        var found = await stack.Sql<string>(database, string.Join(" UNION ALL ", searched));
        var expected = canaries
            .SelectMany(canary => canary.ClearIn.Split(' ').Select(table => $"{table} {canary.Read.ToLowerInvariant()}"))
            .ToHashSet();
        return [.. found.Where(place => !expected.Contains(place))];
    }

    static List<string> InFiles(string folder, IReadOnlyList<Canary> canaries, Func<string, bool> wanted)
    {
        string[] words = [.. canaries.Select(canary => canary.Read)];
        var any = SearchValues.Create(words, StringComparison.Ordinal);
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(wanted).SelectMany(file => Found(file, words, any)),
        ];
    }

    static List<string> Found(string file, string[] words, SearchValues<string> any)
    {
        var longest = words.Max(word => word.Length);
        var (bytes, letters) = (new byte[AtATime + longest], new char[AtATime + longest]);
        List<string> found = [];
        try
        {
            using var content = File.OpenRead(file);
            for (var kept = 0; ; )
            {
                var read = content.Read(bytes, kept, AtATime);
                if (read == 0)
                    return found;
                var all = bytes.AsSpan(0, kept + read);
                ReadOnlySpan<char> text = letters.AsSpan(0, Encoding.Latin1.GetChars(all, letters));
                if (text.ContainsAny(any))
                    foreach (var word in words)
                        if (text.IndexOf(word) >= 0)
                            found.Add($"'{word}' stands in {file}.");
                // A word may lie across the border.
                kept = Math.Min(longest, all.Length);
                all[^kept..].CopyTo(bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A server took the file away meanwhile, keeps it for itself, or it is a socket.
            return found;
        }
    }
}
