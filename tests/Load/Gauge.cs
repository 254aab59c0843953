using System.Diagnostics;

namespace Clinic.Load;

/// <summary>Runs the same thing from several threads for a while, or until there is nothing left to do, and counts.</summary>
static class Gauge
{
    /// <summary>What came out.</summary>
    /// <param name="PerSecond">Good answers a second.</param>
    /// <param name="Refused">Answers that were not 2xx.</param>
    public sealed record Reading(double PerSecond, double P50, double P99, int Count, int Refused);

    /// <summary>
    /// Each worker is given its number and answers true for a good answer, false for another, null when it has nothing left.
    /// </summary>
    public static Reading Run(int workers, TimeSpan time, Func<int, Func<bool?>> worker)
    {
        var clock = Stopwatch.StartNew();
        var counted = new List<double>[workers];
        var refused = 0;
        var last = 0L;
        var threads = Enumerable
            .Range(0, workers)
            .Select(number => new Thread(() =>
            {
                var act = worker(number);
                List<double> times = counted[number] = new(100_000);
                while (clock.Elapsed < time)
                {
                    var began = Stopwatch.GetTimestamp();
                    var good = act();
                    if (good is null)
                        break;
                    if (good.Value)
                        times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    else
                        Interlocked.Increment(ref refused);
                }
                InterlockedMax(ref last, clock.ElapsedTicks);
            }))
            .ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        var all = counted.SelectMany(times => times).Order().ToArray();
        var seconds = Math.Min(
            time.TotalSeconds,
            TimeSpan.FromTicks((long)(last * (double)TimeSpan.TicksPerSecond / Stopwatch.Frequency)).TotalSeconds
        );
        return new(all.Length / seconds, At(all, 0.50), At(all, 0.99), all.Length, refused);
    }

    /// <summary>A percentile of sorted values.</summary>
    public static double At(double[] sorted, double part) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, part * sorted.Length)];

    static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); value > seen; seen = Interlocked.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
        }
    }
}
