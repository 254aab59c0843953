using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.TestSupport;

/// <summary>
/// What every act and read of a service does with the first and the last day of the calendar, which programs send for none.
/// </summary>
public static class EveryDay
{
    const string BadRequest = "bad-request";
    const int Deepest = 6;

    static readonly string[] Days = ["0001-01-01", "9999-12-31"];

    /// <summary>
    /// Sends each member of a body and each parameter that takes a day or an instant as one that no clinic has. Answers those that were
    /// not refused as a bad request that names the member.
    /// </summary>
    public static async Task<List<string>> NotRefused<TDb>(ServiceUnderTest<TDb> service)
        where TDb : ServiceDb
    {
        List<string> wrong = [];
        var asked = 0;
        foreach (var act in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (Access.PermissionOf(act) is not { } permission || act.Metadata.GetMetadata<MethodInfo>() is null)
                continue;
            var person = service.InGroup(permission);
            var method = act.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            var (path, _, parameters) = EveryQuestion.AddressOf(act);
            foreach (var (parameter, day) in parameters.SelectMany(parameter => Days.Select(day => (parameter, day))))
            {
                asked++;
                var answer = await person.Get($"{path}&{parameter}={day}");
                if (!answer.Refused(BadRequest))
                    wrong.Add($"{method} {path} {parameter}={day}: {(int)answer.Status} {answer.Code}");
            }
            var members = act.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body ? MembersOf(body, 0) : [];
            foreach (var member in members)
            {
                asked++;
                var answer = await person.Raw(new(method), path, JsonContent.Create(member.Body));
                if (!answer.Refused(BadRequest) || !answer.Text.Contains(member.Name, StringComparison.Ordinal))
                    wrong.Add($"{method} {path} {member.Body.ToJsonString()}: {(int)answer.Status} {answer.Text}");
            }
        }
        if (asked == 0)
            wrong.Add("Nothing was asked.");
        return wrong;
    }

    // Bodies with nothing in them but a day that cannot be.
    static IEnumerable<(string Name, JsonNode Body)> MembersOf(Type type, int depth)
    {
        if (depth > Deepest)
            yield break;
        foreach (var member in type.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
            var of = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            if (EveryQuestion.IsDay(of))
                foreach (var day in Days)
                    yield return (name, new JsonObject { [name] = of == typeof(DateOnly) ? day : $"{day}T00:00:00Z" });
            else if (ElementOf(of) is { } element)
                foreach (var inner in Inner(element, depth))
                    yield return (inner.Name, new JsonObject { [name] = new JsonArray(inner.Body) });
            else if (of.Assembly.GetName().Name?.StartsWith("Clinic.", StringComparison.Ordinal) == true && !of.IsEnum)
                foreach (var inner in MembersOf(of, depth + 1))
                    yield return (inner.Name, new JsonObject { [name] = inner.Body });
        }
    }

    static IEnumerable<(string Name, JsonNode Body)> Inner(Type element, int depth) =>
        EveryQuestion.IsDay(element)
            ? Days.Select(day => ("[0]", (JsonNode)JsonValue.Create(element == typeof(DateOnly) ? day : $"{day}T00:00:00Z")))
        : element.IsClass && element != typeof(string) ? MembersOf(element, depth + 1)
        : [];

    static Type? ElementOf(Type type) =>
        type == typeof(string)
            ? null
            : type.GetInterfaces()
                .Append(type)
                .FirstOrDefault(of => of.IsGenericType && of.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                ?.GetGenericArguments()[0];
}
