namespace Clinic.ServiceDefaults;

/// <summary>
/// What a service does when it hears a fact. Load, decide, say; the plumbing saves. It runs with the inbox row in one
/// transaction, so it happens once however often the message comes. Its class is named for what we do:
/// <c>AccrueVisitWhenVisitCompleted</c>, from which the queue gets its name.
/// </summary>
public interface IReaction<in TFact>
    where TFact : class
{
    /// <summary>
    /// Applies the fact to this service's own rows; an exception that is no transient fault is tried three times, then parked.
    /// </summary>
    Task React(TFact fact, MessageContext message, CancellationToken stop);
}

/// <summary>What is known of a message besides its content.</summary>
/// <param name="MessageId">The id under which the fact was said.</param>
/// <param name="CaseId">What the fact belongs to.</param>
/// <param name="Actor">Who did it.</param>
public sealed record MessageContext(Guid MessageId, Guid CaseId, string Actor);

/// <summary>The system actor a reaction or due work acts as; without it the service does not start.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActsAsAttribute(string actor, string opensWith) : Attribute
{
    /// <summary>Name for the audit.</summary>
    public string Actor { get; } = actor;

    /// <summary>Permission that lets a person see the effect in a trail.</summary>
    public string OpensWith { get; } = opensWith;

    /// <summary>True when the effect is on rows of the whole group; else only of the event's branch.</summary>
    public bool ForGroup { get; init; }
}

/// <summary>
/// The reaction keeps more of its fact than an earlier build did: on a platform with a history it is told the facts that stand once more.
/// </summary>
/// <param name="time">1 at first, and one more whenever it has to be told again.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LearnsAnewAttribute(int time) : Attribute
{
    /// <summary>How often it had to be told again.</summary>
    public int Time => time;
}

/// <summary>One reaction as found in a service's assembly.</summary>
public sealed record ReactionKind(Type Reaction, Type Fact, string Queue, ActsAsAttribute ActsAs)
{
    /// <summary>All reactions of a service; one that has standing facts hears who wants them told again.</summary>
    public static IReadOnlyList<ReactionKind> In(Assembly assembly, string service) =>
        [
            .. from type in Retelling.ToldBy(assembly).Count == 0
                ? assembly.GetTypes()
                : assembly.GetTypes().Append(typeof(TellAgainWhenStandingFactsWanted))
            from said in type.GetInterfaces()
            where said.IsGenericType && said.GetGenericTypeDefinition() == typeof(IReaction<>) && !type.IsAbstract
            orderby type.Name
            select new ReactionKind(
                type,
                said.GetGenericArguments()[0],
                $"{service}-{Kebab(type.Name)}",
                type.GetCustomAttribute<ActsAsAttribute>()
                    ?? throw new InvalidOperationException($"{type.Name} does not declare whom it acts as.")
            ),
        ];

    static string Kebab(string name) => SnakeCaseNames.Snake(name).Replace('_', '-');
}
