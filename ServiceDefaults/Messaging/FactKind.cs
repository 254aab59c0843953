using System.Collections.Concurrent;
using Clinic.Contracts;

namespace Clinic.ServiceDefaults;

/// <summary>What the plumbing needs to know of a type of fact, read once from its record.</summary>
public sealed class FactKind
{
    static readonly ConcurrentDictionary<Type, FactKind> Known = [];

    readonly PropertyInfo? branch,
        version;
    readonly PropertyInfo[] subjects;

    FactKind(Type type)
    {
        var mark =
            type.GetCustomAttribute<FactAttribute>()
            ?? throw new InvalidOperationException($"{type.FullName} is not marked as a fact and cannot be published.");
        Name = type.Name;
        Exchange = $"{type.Namespace}:{type.Name}";
        Major = mark.Major;
        OpensWith = mark.OpensWith;
        HasListeners = mark.HasListeners;
        branch = type.GetProperty("BranchId");
        version = type.GetProperty("Version") is { } counted && counted.PropertyType == typeof(int) ? counted : null;
        subjects =
        [
            .. type.GetProperties()
                .Where(property => property.PropertyType == typeof(Guid) && property.Name.EndsWith("Id", StringComparison.Ordinal)),
        ];
    }

    public string Name { get; }

    /// <summary>The broker's exchange, which is also the type's name on the wire.</summary>
    public string Exchange { get; }

    public int Major { get; }
    public string OpensWith { get; }
    public bool HasListeners { get; }

    public static FactKind Of(Type type) => Known.GetOrAdd(type, candidate => new(candidate));

    /// <summary>All facts that a service may say: those of the Contracts that belong to its assembly.</summary>
    public static IReadOnlyList<FactKind> SaidBy(Assembly service) =>
        [
            .. from contracts in service.GetReferencedAssemblies()
            where contracts.Name == $"{service.GetName().Name}.Contracts"
            from type in Assembly.Load(contracts).GetTypes()
            where type.IsDefined(typeof(FactAttribute))
            orderby type.Name
            select Of(type),
        ];

    public Guid? BranchOf(object fact) => branch?.GetValue(fact) as Guid?;

    /// <summary>The fact's own version, which begins with 1; nothing when facts of its kind have none.</summary>
    public int? VersionOf(object fact) => version?.GetValue(fact) as int?;

    public Guid[] SubjectsOf(object fact) => [.. subjects.Select(subject => (Guid)subject.GetValue(fact)!)];
}
