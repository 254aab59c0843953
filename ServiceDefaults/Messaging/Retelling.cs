using Clinic.Contracts;

namespace Clinic.ServiceDefaults;

/// <summary>A fact that still stands, as it would be said today: the same version, the same instant.</summary>
/// <param name="Id">Of the noun it is about; facts are told in the order of these ids.</param>
/// <param name="CaseId">The case under which it was said first.</param>
public sealed record StandingFact(Guid Id, object Fact, Guid CaseId);

/// <summary>Knows which facts of one type still stand, so that they can be said again to a listener that is new.</summary>
public interface IStandingFacts
{
    /// <summary>The next facts after this id, at most so many; none at the end.</summary>
    Task<IReadOnlyList<StandingFact>> After(Guid last, int most, CancellationToken stop);
}

/// <summary>Beside the noun that says these facts.</summary>
public interface IStandingFacts<TFact> : IStandingFacts
    where TFact : class;

/// <summary>Saying again what still stands.</summary>
public static class Retelling
{
    /// <summary>The types of facts that a service can say again, and who knows which of them stand.</summary>
    public static IReadOnlyDictionary<Type, Type> ToldBy(Assembly service) =>
        (
            from teller in service.GetTypes()
            from said in teller.GetInterfaces()
            where said.IsGenericType && said.GetGenericTypeDefinition() == typeof(IStandingFacts<>)
            select (Fact: said.GetGenericArguments()[0], Teller: teller)
        ).ToDictionary(pair => pair.Fact, pair => pair.Teller);

    /// <summary>The reactions of all these services to facts that this one can say again.</summary>
    public static IEnumerable<ReactionKind> Listeners(Assembly teller, IEnumerable<(string Name, Assembly Assembly)> services)
    {
        var standing = ToldBy(teller);
        return services.SelectMany(other => ReactionKind.In(other.Assembly, other.Name)).Where(kind => standing.ContainsKey(kind.Fact));
    }

    /// <summary>The first of these nouns, which are ordered by id, each as the fact that is said of it.</summary>
    public static async Task<IReadOnlyList<StandingFact>> ToFacts<TNoun>(
        this IOrderedQueryable<TNoun> nouns,
        int most,
        Func<TNoun, StandingFact> fact,
        CancellationToken stop
    )
        where TNoun : class => [.. (await nouns.AsNoTracking().Take(most).ToListAsync(stop)).Select(fact)];
}

/// <summary>
/// Says the facts that still stand again to one new listener, some at a time. Each goes to the queue of that listener alone, with a new
/// message id and the header <c>retold</c>, and leaves no second fact in the trail.
/// </summary>
[ActsAs("retelling", "ops.parked", ForGroup = true)]
sealed class TellAgainWhenStandingFactsWanted(ServiceDb db, IServiceProvider services) : IReaction<StandingFactsWanted>
{
    const int AtATime = 500;

    public async Task React(StandingFactsWanted wanted, MessageContext message, CancellationToken stop)
    {
        var (fact, teller) = Retelling
            .ToldBy(db.GetType().Assembly)
            .SingleOrDefault(pair => FactKind.Of(pair.Key).Exchange == wanted.FactCode);
        if (teller is null)
            return;

        var standing = (IStandingFacts)ActivatorUtilities.CreateInstance(services, teller);
        var next = await standing.After(wanted.After ?? Guid.Empty, AtATime, stop);
        foreach (var told in next)
            db.TellAgain(FactKind.Of(fact), told.Fact, told.CaseId, wanted.ListenerCode);
        if (next.Count == AtATime)
            db.TellAgain(FactKind.Of(typeof(StandingFactsWanted)), wanted with { After = next[^1].Id }, message.CaseId, db.Caller.Act);
    }
}
