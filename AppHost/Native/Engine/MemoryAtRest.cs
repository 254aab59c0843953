using System.Globalization;

namespace Clinic.AppHost.Native;

/// <summary>What the whole platform takes: each process's own memory and its share of what several use (PSS).</summary>
internal static class MemoryAtRest
{
    public static double Mebibytes()
    {
        var children = Unix.Processes().Select(pid => (Pid: pid, Unix.Status(pid)?.Parent)).ToLookup(p => p.Parent, p => p.Pid);
        var counted = new List<int>();
        var open = new Stack<int>([Environment.ProcessId]);
        while (open.TryPop(out var pid))
        {
            counted.Add(pid);
            foreach (var child in children[pid])
            {
                open.Push(child);
            }
        }

        return counted.Sum(Kibibytes) / 1024.0;
    }

    private static long Kibibytes(int pid) =>
        Unix.Proc(pid, "smaps_rollup")?.Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
            ? long.Parse(line["Pss:".Length..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)
            : 0;
}
