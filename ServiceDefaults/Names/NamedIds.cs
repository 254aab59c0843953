using System.Text.Json.Serialization.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Says, beside each id of an answer that is marked <see cref="EmployeeAttribute"/> or <see cref="PlaceAttribute"/>, who or what that is.
/// The description (OpenAPI) is made from the same members, so it shows them too.
/// </summary>
static class NamedIds
{
    /// <summary>Adds the neighbours to the members of one type of answer.</summary>
    public static void Add(JsonTypeInfo type, Names names)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var id in type.Properties.ToArray())
        {
            if (Marked<EmployeeAttribute>(id))
                AddBeside(type, id, names.Person, names.People, "Person", "People");
            else if (Marked<PlaceAttribute>(id))
                AddBeside(type, id, names.Place, names.Places, "Place", "Places");
        }
    }

    static void AddBeside<TNamed>(
        JsonTypeInfo type,
        JsonPropertyInfo id,
        Func<Guid, TNamed> find,
        Func<IEnumerable<Guid>, TNamed[]> findAll,
        string ending,
        string pluralEnding
    )
        where TNamed : class
    {
        var isList = id.PropertyType.IsAssignableTo(typeof(IEnumerable<Guid>));
        var beside = type.CreateJsonPropertyInfo(
            isList ? typeof(TNamed[]) : typeof(TNamed),
            isList ? Plural(id.Name, pluralEnding) : Single(id.Name, ending, type)
        );
        var read = id.Get!;
        beside.Get = isList
            ? answer => read(answer) is IEnumerable<Guid> ids ? findAll(ids) : null
            : answer => read(answer) is Guid found ? find(found) : null;
        beside.IsGetNullable = id.IsGetNullable || Nullable.GetUnderlyingType(id.PropertyType) is not null;
        type.Properties.Insert(type.Properties.IndexOf(id) + 1, beside);
    }

    /// <summary>doctorId becomes doctor; responsibleId becomes responsiblePerson where responsible says something else.</summary>
    static string Single(string name, string ending, JsonTypeInfo type)
    {
        if (name == "id")
            return ending.ToLowerInvariant();
        if (!name.EndsWith("Id", StringComparison.Ordinal))
            return name + ending;
        var stem = name[..^2];
        return type.Properties.Any(member => member.Name == stem) ? stem + ending : stem;
    }

    /// <summary>doctorIds becomes doctors, accusedIds accused, and subjects subjectsPeople.</summary>
    static string Plural(string name, string ending) =>
        !name.EndsWith("Ids", StringComparison.Ordinal) ? name + ending
        : name.EndsWith("edIds", StringComparison.Ordinal) ? name[..^3]
        : $"{name[..^3]}s";

    // On the parameter of a record or on its member.
    static bool Marked<TMark>(JsonPropertyInfo member)
        where TMark : Attribute =>
        member.AttributeProvider is PropertyInfo property
        && (
            property.IsDefined(typeof(TMark), inherit: true)
            || property
                .DeclaringType!.GetConstructors()
                .SelectMany(made => made.GetParameters())
                .Any(given => given.Name == property.Name && given.IsDefined(typeof(TMark)))
        );
}
