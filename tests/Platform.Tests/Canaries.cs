using System.Text;
using Clinic.Provision;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// What people of the told story wrote about a person: it is read through the services and stands nowhere else, in no table, no file of the
/// two servers (their logs, their journals and the queues among them), no backup, no log of the platform and nothing that was exported.
/// </summary>
static class Canaries
{
    const int AtATime = 1 << 20;

    static readonly string[] Words =
    [
        "+8613900139000",
        "The escort came late and was impatient.",
        "An apology and a free cleaning.",
        "Both sides were heard.",
        "12 Garden Road",
        "walks with a stick",
        "lives alone, 70 years",
        "gate 1, lift to floor 2",
        "met in time, seen by the doctor",
        "no hot drinks today",
        "raise a hand",
        "it was a bad day",
    ];

    public static async Task StandNowhere(Stack stack, TraceSink traces)
    {
        foreach (var database in Database.All)
        {
            foreach (var table in await stack.Sql<string>(database.Name, Tables))
            {
                var row = $"lower(\"{table}\"::text)";
                foreach (var word in Words)
                {
                    var bytes = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word));
                    var found = await stack.Sql<long>(
                        database.Name,
                        $"SELECT count(*) FROM \"{table}\" WHERE strpos({row}, lower('{word}')) > 0 OR strpos({row}, '{bytes}') > 0"
                    );
                    Assert.True(found.Single() == 0, $"'{word}' stands in {database.Name}.{table}.");
                }
            }
        }
        Assert.DoesNotContain(Words, traces.Holds);
        // What never reached a server in clear stands in none of its files.
        Assert.Empty(Directory.EnumerateFiles(stack.Data, "*", SearchOption.AllDirectories).SelectMany(Found));
    }

    const string Tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

    static IEnumerable<string> Found(string file)
    {
        var longest = Words.Max(word => word.Length);
        var buffer = new byte[AtATime + longest];
        List<string> found = [];
        try
        {
            using var content = File.OpenRead(file);
            for (var kept = 0; ; )
            {
                var read = content.Read(buffer, kept, AtATime);
                if (read == 0)
                    return found;
                var all = buffer.AsSpan(0, kept + read);
                foreach (var word in Words)
                    if (all.IndexOf(Encoding.UTF8.GetBytes(word)) >= 0)
                        found.Add($"'{word}' stands in {file}.");
                // A word may lie across the border.
                kept = Math.Min(longest, all.Length);
                all[^kept..].CopyTo(buffer);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A server took the file away meanwhile, keeps it for itself, or it is a socket.
            return found;
        }
    }
}
