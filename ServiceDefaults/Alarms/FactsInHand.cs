using System.Collections.Concurrent;

namespace Clinic.ServiceDefaults;

/// <summary>The facts that reactions hold and have not applied yet: one that waits for its database is held for minutes.</summary>
sealed class FactsInHand
{
    readonly ConcurrentDictionary<Held, bool> all = [];

    /// <summary>Takes a fact of this queue into the hand, until the answer is disposed of.</summary>
    public IDisposable Take(string queue)
    {
        Held held = new(this, queue);
        all[held] = true;
        return held;
    }

    /// <summary>The queues of which a fact has been held for longer than this.</summary>
    public IEnumerable<string> ListHeldFor(TimeSpan patience) =>
        all.Keys.Where(held => Stopwatch.GetElapsedTime(held.Since) > patience).Select(held => held.Queue);

    sealed class Held(FactsInHand hand, string queue) : IDisposable
    {
        public string Queue => queue;

        public long Since { get; } = Stopwatch.GetTimestamp();

        public void Dispose() => hand.all.TryRemove(this, out _);
    }
}
