namespace Clinic.Contracts;

/// <summary>
/// A listener is new on a platform with a history and missed every earlier fact of its type: whoever said them says again, to it alone,
/// those that still stand. Said by whoever prepares the broker, when it made the listener's queue.
/// </summary>
/// <param name="FactCode">The name on the wire of the facts that are wanted.</param>
/// <param name="ListenerCode">The queue of the listener.</param>
/// <param name="After">Where the telling goes on: the id of the noun that was told last.</param>
[Fact("ops.parked")]
public sealed record StandingFactsWanted(string FactCode, string ListenerCode, DateTimeOffset OccurredAt, Guid? After = null);
