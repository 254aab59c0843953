namespace Clinic.Registration.Reports.Figures;

/// <summary>How long something took over many times, in seconds: each figure from all of them, never from averages.</summary>
/// <param name="Median">Half were no longer than this.</param>
/// <param name="P90">Nine of ten were no longer than this.</param>
/// <param name="P95">Nineteen of twenty were no longer than this.</param>
/// <param name="Breaches">Longer than allowed, excused ones among them.</param>
public sealed record Timing(int Count, decimal Average, int Median, int P90, int P95, int Most, int Breaches, int Excused)
{
    /// <summary>The figures of these times, or null when there are none: no data is not zero.</summary>
    public static Timing? Of(IEnumerable<Timed> all)
    {
        var timed = all.ToArray();
        if (timed.Length == 0)
            return null;

        int[] seconds = [.. timed.Select(candidate => candidate.Seconds).Order()];
        return new(
            seconds.Length,
            Math.Round(seconds.Sum(number => (decimal)number) / seconds.Length, 1, MidpointRounding.AwayFromZero),
            Rank(seconds, 50),
            Rank(seconds, 90),
            Rank(seconds, 95),
            seconds[^1],
            timed.Count(candidate => candidate.Late),
            timed.Count(candidate => candidate.Late && candidate.Excused)
        );
    }

    // The nearest rank, so that each figure is one that somebody really waited.
    static int Rank(int[] sorted, int percent) => sorted[(int)Math.Ceiling(sorted.Length * percent / 100m) - 1];
}

/// <summary>One measured wait, and whose it was.</summary>
public sealed record Timed(int Seconds, bool Late, bool Excused, DateOnly Day, Guid Who);
