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
            isList ? Without(id.Name, "Ids", "s", pluralEnding) : Without(id.Name, "Id", "", ending)
        );
        var read = id.Get!;
        beside.Get = isList
            ? answer => read(answer) is IEnumerable<Guid> ids ? findAll(ids) : null
            : answer => read(answer) is Guid found ? find(found) : null;
        beside.IsGetNullable = id.IsGetNullable || Nullable.GetUnderlyingType(id.PropertyType) is not null;
        type.Properties.Insert(type.Properties.IndexOf(id) + 1, beside);
    }

    /// <summary>doctorId becomes doctor, doctorIds doctors, and what has no such ending gets another.</summary>
    static string Without(string name, string ending, string instead, string otherwise) =>
        string.Equals(name, ending, StringComparison.OrdinalIgnoreCase) ? otherwise.ToLowerInvariant()
        : name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] + instead
        : name + otherwise;

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
