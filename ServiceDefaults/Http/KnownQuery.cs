namespace Clinic.ServiceDefaults;

/// <summary>
/// The query of an address may hold only what the act asks for. What it does not know would be ignored, and a list that should have been
/// filtered would come back whole; a number where a word of a list belongs would be taken for the word at that place; a day of the year 1
/// is an empty date that somebody sent.
/// </summary>
static class KnownQuery
{
    static readonly Refusal Unknown = new("bad-request", "The address names a parameter that this act does not know.", 400),
        NotAWord = new("bad-request", "A parameter of the address is not a word of its list.", 400),
        NotADay = new("bad-request", "A day of the address is not in the years 1900 to 2199.", 400);

    /// <summary>A filter for one act; nothing is looked up again at a request.</summary>
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext act, EndpointFilterDelegate next)
    {
        var asked = act
            .MethodInfo.GetParameters()
            .Where(parameter => parameter.Name is not null)
            .ToDictionary(parameter => parameter.Name!, WordsOf, StringComparer.OrdinalIgnoreCase);
        return invocation =>
        {
            foreach (var (name, values) in invocation.HttpContext.Request.Query)
            {
                if (!asked.TryGetValue(name, out var words))
                    return ValueTask.FromResult<object?>(Unknown.AsProblem());
                if (words is not null && values.Any(value => !words.Contains(value, StringComparer.OrdinalIgnoreCase)))
                    return ValueTask.FromResult<object?>(NotAWord.AsProblem());
            }
            return invocation.Arguments.All(CalendarYears.HoldAny) ? next(invocation) : ValueTask.FromResult<object?>(NotADay.AsProblem());
        };
    }

    // The names of an enum, also of one that may be left out; null for every other kind.
    static string[]? WordsOf(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? Enum.GetNames(type) : null;
    }
}
