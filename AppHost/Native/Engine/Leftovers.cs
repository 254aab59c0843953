namespace Clinic.AppHost.Native;

/// <summary>
/// Processes of an earlier launch over the same data. After a kill −9 their watchers end them, but a new launch may come sooner,
/// and two servers over one data directory would destroy it.
/// </summary>
internal static class Leftovers
{
    /// <summary>Every process of ours carries this, with the data directory as value; RabbitMQ's is recognisable by nothing else.</summary>
    public const string Mark = "CLINIC_LAUNCH";

    public static Task<int> EndOfLaunchAsync(string dataDirectory)
    {
        var mark = $"\0{Mark}={dataDirectory}\0";
        return EndAsync(pid => $"\0{Unix.Proc(pid, "environ")}".Contains(mark, StringComparison.Ordinal));
    }

    /// <summary>PostgreSQL writes its titles over its environment, but all its processes stand in the data directory.</summary>
    public static Task<int> EndOfDirectoryAsync(string directory) => EndAsync(pid => Unix.WorkingDirectory(pid) == directory);

    private static async Task<int> EndAsync(Func<int, bool> ours)
    {
        List<int> Alive() => [.. Unix.Processes().Where(pid => pid != Environment.ProcessId && Unix.Status(pid) is { State: not 'Z' } && ours(pid))];

        var found = Alive();
        foreach (var signal in (int[])[Unix.SigTerm, Unix.SigKill])
        {
            // PostgreSQL takes SIGTERM as "when the last client has gone"; the clients are among the leftovers, so that is soon.
            foreach (var pid in Alive())
            {
                _ = Unix.Kill(pid, signal);
            }

            for (var deadline = DateTime.UtcNow.AddSeconds(8); DateTime.UtcNow < deadline && Alive().Count > 0;)
            {
                await Task.Delay(50);
            }
        }

        return found.Count;
    }
}
