using System.Diagnostics;
using Clinic.TestSupport;

namespace Clinic.Load;

/// <summary>
/// Many requests of chance for every operation. A service that breaks, hangs or does what is forbidden ends the program with an error.
/// </summary>
static class Fuzzing
{
    public static async Task<bool> Run(ClinicGroup group, int times, int seed)
    {
        Console.WriteLine($"seed {seed}, {times} requests for each operation (the same again: ./bench fuzz {times} {seed})");
        var clock = Stopwatch.StartNew();
        var run = await FuzzRun.Of(group, times, seed);
        Console.WriteLine($"{run.Requests} requests in {clock.Elapsed.TotalSeconds:0} s");
        foreach (var (status, count) in run.Statuses.OrderBy(pair => pair.Key))
            Console.WriteLine($"    {status} ×{count}");
        foreach (var finding in run.Broken.Concat(run.Accepted))
            Console.WriteLine(finding);
        Console.WriteLine($"{run.Broken.Count} broken or without an answer, {run.Accepted.Count} accepted though forbidden");
        return run.Broken.Count + run.Accepted.Count == 0;
    }
}
