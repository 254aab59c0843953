using System.Text.Json.Serialization.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>What a member or parameter takes, in words that a person can type by; made from its type, so that they stay true.</summary>
static class TypeWords
{
    static readonly Dictionary<Type, string> Plain = new()
    {
        [typeof(string)] = "a text of whole characters",
        [typeof(Guid)] = "a UUID",
        [typeof(bool)] = "true or false",
        [typeof(int)] = "a whole number",
        [typeof(long)] = "a whole number",
        [typeof(uint)] = "a whole number from 0",
        [typeof(decimal)] = "a number",
        [typeof(double)] = "a number",
        [typeof(DateOnly)] = $"a day as 2026-03-02, from {CalendarYears.InWords}",
        [typeof(DateTimeOffset)] = $"an instant with its offset as 2026-03-02T09:30:00+08:00, from {CalendarYears.InWords}",
        [typeof(TimeOnly)] = "a time as 09:30:00",
        [typeof(TimeSpan)] = "a length of time as 00:30:00",
    };

    /// <summary>What is allowed, as it follows "allowed is".</summary>
    public static string Of(Type type, JsonSerializerOptions json)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
            return OneOf(Enum.GetNames(plain));
        if (Plain.TryGetValue(plain, out var words))
            return words;
        var shape = json.GetTypeInfo(plain);
        return shape.Kind switch
        {
            JsonTypeInfoKind.Enumerable => $"a list, each of it {Of(shape.ElementType!, json)}",
            JsonTypeInfoKind.Object => $"an object of {string.Join(", ", shape.Properties.Select(property => property.Name))}",
            _ => "another value",
        };
    }

    /// <summary>The words of a list.</summary>
    public static string OneOf(IEnumerable<string> words) => $"one of {string.Join(", ", words)}";
}
