using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Provision;
using Clinic.ServiceDefaults;

namespace Clinic.ContractTests;

/// <summary>Every fact of the platform and every reaction to one, as the assemblies have them.</summary>
static class Published
{
    /// <summary>The services and the gateway.</summary>
    public static readonly IReadOnlyList<Assembly> Listeners =
    [
        .. Database.All.Select(database =>
        {
            using var model = database.Open("Host=nowhere");
            return model.GetType().Assembly;
        }),
    ];

    /// <summary>All records marked as facts.</summary>
    public static readonly IReadOnlyList<Type> Facts =
    [
        .. Listeners
            .SelectMany(listener => listener.GetReferencedAssemblies())
            .Where(name => name.Name!.EndsWith(".Contracts", StringComparison.Ordinal))
            .Select(name => name.FullName)
            .Append(typeof(Contracts.FactAttribute).Assembly.FullName!)
            .Distinct()
            .Select(Assembly.Load)
            .SelectMany(contracts => contracts.GetTypes())
            .Where(type => type.GetCustomAttribute<Contracts.FactAttribute>() is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Who listens: service name and reaction for each fact.</summary>
    public static readonly ILookup<Type, string> HeardBy = Listeners
        .SelectMany(listener =>
            ReactionKind.In(listener, "any").Select(kind => (kind.Fact, Says: $"{ServiceOf(listener)} `{kind.Reaction.Name}`"))
        )
        .ToLookup(pair => pair.Fact, pair => pair.Says);

    /// <summary>The service that says a fact; what belongs to none is said by whoever prepares the platform.</summary>
    public static string SaidBy(Type fact) => fact.Namespace == "Clinic.Contracts" ? "Provision" : fact.Namespace!.Split('.')[1];

    /// <summary>What a fact is called here: by its name, and by who says it too when several services say facts of that name.</summary>
    public static string LabelOf(Type fact) =>
        Facts.Count(other => other.Name == fact.Name) == 1 ? fact.Name : $"{SaidBy(fact)}.{fact.Name}";

    /// <summary>A fact with a value in every field, always the same one, and every id another.</summary>
    public static object Example(Type fact)
    {
        var ids = 0;
        return Value(fact);

        object Value(Type type)
        {
            var inner = Nullable.GetUnderlyingType(type) ?? type;
            if (inner == typeof(string))
                return "text";
            if (inner == typeof(Guid))
                return Guid.Parse($"01890000-0000-7000-8000-{++ids:D12}");
            if (inner == typeof(int))
                return 7;
            if (inner == typeof(decimal))
                return 1.25m;
            if (inner == typeof(bool))
                return true;
            if (inner == typeof(DateOnly))
                return new DateOnly(2026, 3, 2);
            if (inner == typeof(TimeOnly))
                return new TimeOnly(4, 5, 6);
            if (inner == typeof(DateTimeOffset))
                return new DateTimeOffset(2026, 3, 2, 4, 5, 6, TimeSpan.Zero);
            if (inner.IsEnum)
                return Enum.GetValues(inner).GetValue(0)!;
            if (ItemOf(inner) is { } item)
            {
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
                list.Add(Value(item));
                return list;
            }
            var constructor = inner.GetConstructors().Single();
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
        }
    }

    /// <summary>What is in a list, when the type is one.</summary>
    public static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>A fact as it stands on the wire.</summary>
    public static JsonNode OnTheWire(object fact) => JsonSerializer.SerializeToNode(fact, fact.GetType(), Json.Wire)!;

    static string ServiceOf(Assembly listener) => listener.GetName().Name!.Split('.')[^1];
}
