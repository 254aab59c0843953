using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Clinic.ServiceDefaults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.TestSupport;

/// <summary>What every read of a service does with an address that asks for something it does not know.</summary>
public static class EveryQuestion
{
    /// <summary>
    /// Asks each read once with a parameter that nobody knows, and once with a number where a word of a list belongs. Answers the reads
    /// that did not refuse it as a bad request.
    /// </summary>
    public static async Task<List<string>> NotRefused<TDb>(ServiceUnderTest<TDb> service)
        where TDb : ServiceDb
    {
        List<string> wrong = [];
        var reads = service
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(read =>
                Access.PermissionOf(read) is not null
                && read.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && read.Metadata.GetMetadata<MethodInfo>() is not null
            )
            .ToList();
        if (reads.Count == 0)
            wrong.Add("Nothing was asked.");
        foreach (var read in reads)
        {
            var person = service.InGroup(Access.PermissionOf(read)!);
            var (path, words, _) = AddressOf(read);
            foreach (var address in words.Select(word => $"{path}&{word}=1").Prepend($"{path}&surprise=1"))
                if (await person.Get(address) is var answer && !answer.Refused("bad-request"))
                    wrong.Add($"{address}: {(int)answer.Status} {answer.Code}");
        }
        return wrong;
    }

    /// <summary>
    /// A path that is right but for what is added to it, the parameters that take a word of a list, and those that take a day or an
    /// instant.
    /// </summary>
    internal static (string Path, List<string> Words, List<string> Days) AddressOf(RouteEndpoint act)
    {
        var asked = act.Metadata.GetMetadata<MethodInfo>()!.GetParameters();
        var path = act.RoutePattern.RawText!;
        foreach (var part in act.RoutePattern.Parameters)
        {
            var written = act
                .RoutePattern.RawText!.Split('/')
                .First(segment => segment.Contains($"{{{part.Name}", StringComparison.Ordinal));
            path = path.Replace(written, Sample(asked.First(parameter => parameter.Name == part.Name)), StringComparison.Ordinal);
        }
        var query = asked
            .Where(parameter => act.RoutePattern.GetParameter(parameter.Name!) is null && IsSimple(TypeOf(parameter)))
            .ToList();
        var needed = query.Where(parameter =>
            !parameter.HasDefaultValue && !parameter.ParameterType.IsArray && Nullable.GetUnderlyingType(parameter.ParameterType) is null
        );
        return (
            $"/{path.TrimStart('/')}?{string.Join('&', needed.Select(parameter => $"{parameter.Name}={Sample(parameter)}"))}",
            [.. query.Where(parameter => TypeOf(parameter).IsEnum).Select(parameter => parameter.Name!)],
            [.. query.Where(parameter => IsDay(parameter.ParameterType)).Select(parameter => parameter.Name!)]
        );
    }

    /// <summary>True for a day or an instant, also for one that may be left out.</summary>
    internal static bool IsDay(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { } plain && (plain == typeof(DateOnly) || plain == typeof(DateTimeOffset));

    // Of a parameter that may be named several times, one of its values.
    static Type TypeOf(ParameterInfo parameter) =>
        parameter.ParameterType is { IsArray: true } several
            ? several.GetElementType()!
            : Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    static bool IsSimple(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { } plain
        && (plain.IsEnum || plain.IsPrimitive || plain == typeof(string) || plain == typeof(Guid) || IsDay(plain));

    static string Sample(ParameterInfo parameter)
    {
        var type = TypeOf(parameter);
        if (type.IsEnum)
            return Enum.GetNames(type)[0];
        if (type == typeof(Guid))
            return Guid.CreateVersion7().ToString();
        if (type == typeof(DateOnly))
            return "2026-03-01";
        if (type == typeof(DateTimeOffset))
            return "2026-03-01T00:00:00Z";
        if (type == typeof(string))
            return parameter.GetCustomAttribute<RegularExpressionAttribute>() is null ? "word" : "A1";
        return "1";
    }
}
