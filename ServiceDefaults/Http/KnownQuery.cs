using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// An address may hold only what the act asks for, each value once and as the description says. What an act does not know would be
/// ignored, and a list that should have been filtered would come back whole; an empty filter is one that somebody forgot to fill; a day
/// of the year 1 is an empty date that somebody sent.
/// </summary>
static class KnownQuery
{
    const int LongestName = 40;

    /// <summary>A filter for one act; nothing is looked up again at a request.</summary>
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext act, EndpointFilterDelegate next)
    {
        var json = act.ApplicationServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var parameters = act.MethodInfo.GetParameters();
        var asked = parameters
            .Where(parameter => parameter.Name is not null)
            .Select(parameter => AddressValue.Of(parameter, json))
            .OfType<AddressValue>()
            .ToDictionary(value => value.Name, StringComparer.OrdinalIgnoreCase);
        return invocation =>
        {
            var request = invocation.HttpContext.Request;
            foreach (var (name, sent) in request.Query)
            {
                if (!asked.TryGetValue(name, out var value) || request.RouteValues.ContainsKey(name))
                    return Refused(Named(name), $"Nobody asks for this here; allowed is {Allowed(asked.Values, request)}.");
                if (value.FaultOf(sent) is { } fault)
                    return Refused(value.Name, fault);
            }
            foreach (var (name, sent) in request.RouteValues)
                if (asked.TryGetValue(name, out var value) && value.FaultOf(sent as string) is { } fault)
                    return Refused(value.Name, fault);
            for (var at = 0; at < invocation.Arguments.Count; at++)
                if (!CalendarYears.HoldAny(invocation.Arguments[at]))
                    return Refused(parameters[at].Name!, $"This is a day outside the years allowed; allowed is {CalendarYears.InWords}.");
            return next(invocation);
        };
    }

    static ValueTask<object?> Refused(string name, string sentence) =>
        ValueTask.FromResult<object?>(Refusal.BadInput(new Dictionary<string, string[]> { [name] = [sentence] }).AsProblem());

    // What stands in the path has no business in the query.
    static string Allowed(IEnumerable<AddressValue> asked, HttpRequest request)
    {
        var names = asked.Select(value => value.Name).Where(name => !request.RouteValues.ContainsKey(name)).ToList();
        return names.Count == 0 ? "nothing" : TypeWords.OneOf(names);
    }

    // Whoever mistypes a name is told which; whoever sends something else than a name is not.
    static string Named(string name) => name.Length <= LongestName && name.All(char.IsAsciiLetterOrDigit) ? name : "query";
}
