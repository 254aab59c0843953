namespace Clinic.TestSupport;

/// <summary>
/// The orders in which facts can arrive. Up to four of them are tried in every order. Of more, a test takes every fifth order, because each
/// costs a history of its own; with the variable <c>EVERY_ORDER</c> it takes them all (<c>./bench orders</c>).
/// </summary>
public static class EveryOrder
{
    const int Few = 24,
        Step = 5;

    /// <summary>The same orders in every run.</summary>
    public static IReadOnlyList<T[]> Of<T>(params T[] facts)
    {
        T[][] all = [.. Orders(facts)];
        return all.Length <= Few || Environment.GetEnvironmentVariable("EVERY_ORDER") is { Length: > 0 }
            ? all
            : [.. all.Where((_, number) => number % Step == 0)];
    }

    static IEnumerable<T[]> Orders<T>(T[] of) =>
        of.Length <= 1
            ? [of]
            : of.SelectMany((first, at) => Orders<T>([.. of[..at], .. of[(at + 1)..]]).Select(rest => (T[])[first, .. rest]));
}
