using System.Text.RegularExpressions;

namespace Clinic.AppHost.Native;

/// <summary>Waiting for a server of our own to answer.</summary>
internal static class Readiness
{
    public static async Task UntilAsync(
        string what, Task<int> exited, string logFile, Func<CancellationToken, Task<bool>> answers, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await answers(limit.Token))
        {
            if (exited.IsCompleted)
            {
                throw new LaunchException($"{what} ended with exit code {await exited} before it answered.\n{LogFile.LastLines(logFile)}");
            }

            await Task.Delay(30, limit.Token);
        }
    }
}

/// <summary>What a process said.</summary>
internal static partial class LogFile
{
    /// <summary>Colours: the processes write them as if for a terminal, as they do under Aspire.</summary>
    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colour { get; }

    public static string LastLines(string file, int count = 20)
    {
        if (!File.Exists(file))
        {
            return "    (no log)";
        }

        var lines = File.ReadLines(file).TakeLast(count).Select(line => $"    {Colour.Replace(line, "")}").ToList();
        return lines.Count == 0 ? "    (it wrote nothing)" : string.Join('\n', lines);
    }
}
