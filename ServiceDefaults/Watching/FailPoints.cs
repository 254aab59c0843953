using System.Collections.Concurrent;

namespace Clinic.ServiceDefaults;

/// <summary>
/// The nine instants at which a crash is most dangerous. Armed by <c>Fail:Point=name:n:kill|throw|delay</c>: the nth time the
/// point is reached, the process is killed, an exception is thrown, or five seconds pass. Refused in production.
/// </summary>
public sealed class FailPoints
{
    public const string BeforeCommit = "act.before-commit",
        AfterCommit = "act.after-commit",
        Published = "outbox.published-unconfirmed",
        Confirmed = "outbox.confirmed-unmarked",
        Marked = "outbox.marked",
        Received = "reaction.received",
        InTransaction = "reaction.before-commit",
        Committed = "reaction.committed-unacknowledged",
        Acknowledged = "reaction.acknowledged";

    /// <summary>All nine, in the order a fact passes them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        BeforeCommit,
        AfterCommit,
        Published,
        Confirmed,
        Marked,
        Received,
        InTransaction,
        Committed,
        Acknowledged,
    ];

    internal static readonly FailPoints None = new();

    readonly ConcurrentDictionary<string, Charge> armed = [];

    FailPoints() { }

    /// <summary>Reads what the environment arms, and refuses to exist in production when it arms anything.</summary>
    public FailPoints(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Fail:Point"] is not { Length: > 0 } order)
            return;
        if (environment.IsProduction())
            throw new InvalidOperationException("Fail points are armed in production; remove Fail:Point.");
        var parts = order.Split(':');
        Arm(parts[0], int.Parse(parts[1], null), Enum.Parse<FailKind>(parts[2], ignoreCase: true));
    }

    /// <summary>Arms a point for the nth time it is reached from now on.</summary>
    public void Arm(string point, int nth, FailKind kind) => armed[point] = new(nth, kind);

    /// <summary>How often an armed point was reached; tests loop until a point is no longer reached.</summary>
    public int Reached(string point) => armed.TryGetValue(point, out var charge) ? charge.Seen : 0;

    /// <summary>Nothing, unless this is the instant that was asked for.</summary>
    public async ValueTask At(string point)
    {
        if (armed.IsEmpty || !armed.TryGetValue(point, out var charge) || charge.Count() != charge.Nth)
            return;
        switch (charge.Kind)
        {
            case FailKind.Kill:
                Environment.FailFast($"fail point {point}");
                break;
            case FailKind.Throw:
                throw new FailPointException(point);
            case FailKind.Delay:
                await Task.Delay(TimeSpan.FromSeconds(5));
                break;
        }
    }

    sealed class Charge(int nth, FailKind kind)
    {
        int seen;
        public int Nth => nth;
        public FailKind Kind => kind;
        public int Seen => seen;

        public int Count() => Interlocked.Increment(ref seen);
    }
}

/// <summary>What happens at an armed point.</summary>
public enum FailKind
{
    Kill,
    Throw,
    Delay,
}

/// <summary>Thrown at an armed point; counts as a lost server, so that nothing is parked for it.</summary>
public sealed class FailPointException(string point) : IOException($"fail point {point}");
