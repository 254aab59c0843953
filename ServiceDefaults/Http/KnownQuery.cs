namespace Clinic.ServiceDefaults;

/// <summary>
/// The query of an address may hold only what the act asks for. What it does not know would be ignored, and a list that should have been
/// filtered would come back whole; a number where a word of a list belongs would be taken for the word at that place; a day of the year 1
/// is an empty date that somebody sent.
/// </summary>
static class KnownQuery
{
    const int LongestName = 40;

    /// <summary>A filter for one act; nothing is looked up again at a request.</summary>
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext act, EndpointFilterDelegate next)
    {
        var parameters = act.MethodInfo.GetParameters();
        var asked = parameters
            .Where(parameter => parameter.Name is not null)
            .ToDictionary(parameter => parameter.Name!, WordsOf, StringComparer.OrdinalIgnoreCase);
        return invocation =>
        {
            foreach (var (name, values) in invocation.HttpContext.Request.Query)
            {
                if (!asked.TryGetValue(name, out var words))
                    return Refused(Named(name), $"Nobody asks for this here; allowed is {Allowed(parameters, invocation.HttpContext)}.");
                if (words is not null && values.Any(value => !words.Contains(value, StringComparer.OrdinalIgnoreCase)))
                    return Refused(name, $"This is not on its list; allowed is {TypeWords.OneOf(words)}.");
                if (values.Select(value => Characters.Fault(value ?? "")).FirstOrDefault(fault => fault is not null) is { } fault)
                    return Refused(name, $"This {fault}; allowed is a text on one line.");
            }
            for (var at = 0; at < invocation.Arguments.Count; at++)
                if (!CalendarYears.HoldAny(invocation.Arguments[at]))
                    return Refused(parameters[at].Name!, $"This is a day outside the years allowed; allowed is {CalendarYears.InWords}.");
            return next(invocation);
        };
    }

    static ValueTask<object?> Refused(string name, string sentence) =>
        ValueTask.FromResult<object?>(Refusal.BadInput(new Dictionary<string, string[]> { [name] = [sentence] }).AsProblem());

    // What the address of the act may name; services that the act is handed have no business there.
    static string Allowed(ParameterInfo[] parameters, HttpContext request)
    {
        var names = parameters
            .Where(parameter => IsPlain(parameter.ParameterType) && !request.Request.RouteValues.ContainsKey(parameter.Name!))
            .Select(parameter => parameter.Name!)
            .ToList();
        return names.Count == 0 ? "nothing" : TypeWords.OneOf(names);
    }

    static bool IsPlain(Type type)
    {
        var plain = WordOf(type);
        return plain.IsEnum || plain.IsPrimitive || plain == typeof(string) || plain == typeof(Guid) || Json.IsDay(plain);
    }

    // Whoever mistypes a name is told which; whoever sends something else than a name is not.
    static string Named(string name) => name.Length <= LongestName && name.All(char.IsAsciiLetterOrDigit) ? name : "query";

    // The names of an enum, also of one that may be left out or named several times; null for every other kind.
    static string[]? WordsOf(ParameterInfo parameter) =>
        WordOf(parameter.ParameterType) is { IsEnum: true } word ? Enum.GetNames(word) : null;

    static Type WordOf(Type type) => type.IsArray ? type.GetElementType()! : Nullable.GetUnderlyingType(type) ?? type;
}
