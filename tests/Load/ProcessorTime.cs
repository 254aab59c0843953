using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>
/// What processor time the platform's processes have used, from the kernel's own books: a figure that other work on the machine hardly
/// moves.
/// </summary>
sealed class ProcessorTime(Stack stack)
{
    const double TicksPerMillisecond = 0.1;

    static readonly string[] Watched = ["gateway", "registration", "postgres", "bus"];

    /// <summary>Does something and says what an act of it cost each process, in milliseconds; the load itself comes last.</summary>
    public (Gauge.Reading Reading, string Cost) During(Func<Gauge.Reading> work)
    {
        var before = Used();
        var reading = work();
        var cost = Used().Select(pair => $"{pair.Key} {(pair.Value - before[pair.Key]) / reading.Count:0.00}");
        return (reading, $"{string.Join(", ", cost)} ms of processor time an act");
    }

    Dictionary<string, double> Used()
    {
        var times = Watched.ToDictionary(name => name, name => stack.ProcessOf(name) is { } pid ? OfFamily(pid) : 0);
        times["load"] = OfFamily(Environment.ProcessId);
        return times;
    }

    // A server's connections are processes of their own, and those that ended are in their parent's books.
    static double OfFamily(int pid) => (Ticks(pid, 4) + Children(pid).Sum(child => Ticks(child, 2))) / TicksPerMillisecond;

    static double Ticks(int pid, int fields) =>
        Fields(pid) is { } of
            ? of.Skip(11).Take(fields).Sum(field => double.Parse(field, System.Globalization.CultureInfo.InvariantCulture))
            : 0;

    static IEnumerable<int> Children(int parent) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, null))
            .Where(pid => Fields(pid) is { } of && of[1] == parent.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // What follows the name, which may itself hold spaces.
    static string[]? Fields(int pid)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{pid}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
