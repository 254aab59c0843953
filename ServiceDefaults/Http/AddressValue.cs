using Microsoft.Extensions.Primitives;

namespace Clinic.ServiceDefaults;

/// <summary>
/// A value that an act takes from its address, in the one form that the description names. The framework reads more forms by itself: ids in
/// braces, instants without an offset, words by their place in a list. What two programs read differently is refused instead.
/// </summary>
sealed class AddressValue(string name, Func<string, bool> hasForm, string allowed, bool isList)
{
    const int LengthOfId = 36;

    static readonly Dictionary<Type, Func<string, bool>> Forms = new()
    {
        [typeof(string)] = text => Characters.Fault(text) is null,
        [typeof(Guid)] = text => text.Length == LengthOfId && Guid.TryParseExact(text, "D", out _),
        [typeof(bool)] = text => text is "true" or "false",
        [typeof(int)] = IsWhole,
        [typeof(long)] = IsWhole,
        [typeof(DateOnly)] = text => Json.TryReadDay(text, out _),
        [typeof(DateTimeOffset)] = text => Json.NamesOffset(text) && JsonSerializer.SerializeToElement(text).TryGetDateTimeOffset(out _),
    };

    /// <summary>As the act names it.</summary>
    public string Name => name;

    /// <summary>Null for what an act takes from elsewhere: a body, a service.</summary>
    public static AddressValue? Of(ParameterInfo parameter, JsonSerializerOptions json)
    {
        var isList = parameter.ParameterType.IsArray;
        var single = isList ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var type = Nullable.GetUnderlyingType(single) ?? single;
        return FormOf(type) is { } form ? new(parameter.Name!, form, $"allowed is {TypeWords.Of(type, json)}", isList) : null;
    }

    /// <summary>What is wrong with what was sent, in a sentence; null when nothing is.</summary>
    public string? FaultOf(StringValues sent) =>
        sent.Count > 1 && !isList ? "This is there twice; name it once."
        : sent.Any(string.IsNullOrEmpty) ? $"This is empty; {allowed}."
        : sent.All(text => hasForm(text!)) ? null
        : $"This cannot be read; {allowed}.";

    static Func<string, bool>? FormOf(Type type)
    {
        if (!type.IsEnum)
            return Forms.GetValueOrDefault(type);
        var words = Enum.GetNames(type);
        return text => words.Contains(text, StringComparer.Ordinal);
    }

    // A number as JSON writes it.
    static bool IsWhole(string text)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        return digits is "0" || (digits.Length > 0 && digits[0] != '0' && !digits.ContainsAnyExceptInRange('0', '9'));
    }
}
