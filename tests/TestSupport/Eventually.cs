using System.Diagnostics;

namespace Clinic.TestSupport;

/// <summary>Waits for a fact to show, with a deadline, and says what was seen last when it does not.</summary>
public static class Eventually
{
    /// <summary>How long anything may take to settle on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20),
        Soon = TimeSpan.FromSeconds(1),
        Rarely = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks until the answer is as wanted.</summary>
    public static async Task<T> Sees<T>(Func<Task<T>> ask, Func<T, bool> wanted, TimeSpan? within = null)
    {
        var clock = Stopwatch.StartNew();
        var limit = within ?? Patience;
        using PeriodicTimer beat = new(Often);
        while (true)
        {
            var seen = await ask();
            if (wanted(seen))
                return seen;
            if (clock.Elapsed > limit)
                throw new TimeoutException(
                    $"Not seen within {limit.TotalSeconds:0.#} s. Seen last: {System.Text.Json.JsonSerializer.Serialize(seen)}"
                );
            // Who is waited for has the processor to itself when it takes longer.
            if (clock.Elapsed > Soon)
                beat.Period = Rarely;
            await beat.WaitForNextTickAsync();
        }
    }

    /// <summary>Asks until it is true.</summary>
    public static Task Is(Func<Task<bool>> ask, TimeSpan? within = null) => Sees(ask, seen => seen, within);
}
