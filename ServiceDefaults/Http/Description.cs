using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What the OpenAPI description says beyond routes and fields: the right an operation asks for, how it can refuse, and an example of
/// each body, made from the body's own type so that it cannot go stale.
/// </summary>
static class Description
{
    const int Deepest = 6;
    const string Problem = "application/problem+json";

    static readonly (int Status, string Says)[] OfPeople =
        [(401, "No token, or one that ran out."), (403, "The caller's post does not carry the right.")],
        OfOne = [(404, "Not there, or not in the caller's sight.")],
        OfBody = [(400, "The body or a parameter is not as described."), (409, "A rule says no; `code` says which.")];

    public static void AddClinicDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            // Every act has a Request of its own; under their bare names the description would hold only the first.
            options.CreateSchemaReferenceId = kind =>
                OpenApiOptions.CreateDefaultSchemaReferenceId(kind) is { } name ? $"{kind.Type.DeclaringType?.Name}{name}" : null;
            options.AddOperationTransformer(
                (operation, context, _) =>
                {
                    SayRightAndRefusals(operation, context);
                    return Task.CompletedTask;
                }
            );
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    if (
                        context.JsonPropertyInfo is null
                        && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object
                        && IsOurs(context.JsonTypeInfo.Type)
                    )
                        schema.Examples = Example(context.JsonTypeInfo, 0) is { } example ? [example] : null;
                    return Task.CompletedTask;
                }
            );
        });

    static void SayRightAndRefusals(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var needed = context.Description.ActionDescriptor.EndpointMetadata.OfType<Access.Needed>().FirstOrDefault();
        if (needed is not null)
            operation.Description = $"{operation.Description} Needs `{needed.Permission}`.".Trim();

        var can = Enumerable.Empty<(int Status, string Says)>();
        if (needed is not null)
            can = can.Concat(OfPeople);
        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true)
            can = can.Concat(OfOne);
        if (!HttpMethods.IsGet(context.Description.HttpMethod ?? ""))
            can = can.Concat(OfBody);
        operation.Responses ??= [];
        foreach (var (status, says) in can)
        {
            operation.Responses.TryAdd(
                status.ToString(CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = says,
                    Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Example = Refused(status, says) } },
                }
            );
        }
    }

    static JsonObject Refused(int status, string says) =>
        new()
        {
            ["type"] = $"urn:clinic:refusal:{Problems.CodeOf(status)}",
            ["title"] = says,
            ["status"] = status,
            ["code"] = status == 409 ? "the-rule-that-says-no" : Problems.CodeOf(status),
        };

    static JsonNode? Example(JsonTypeInfo type, int depth)
    {
        if (depth > Deepest)
            return null;
        if (type.Kind == JsonTypeInfoKind.Enumerable)
            return new JsonArray(Example(type.Options.GetTypeInfo(type.ElementType!), depth + 1));
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            JsonObject example = [];
            foreach (var property in type.Properties.Where(property => !IsPatterned(property.AttributeProvider)))
                example[property.Name] =
                    property.PropertyType == typeof(string)
                        ? property.Name
                        : Example(type.Options.GetTypeInfo(property.PropertyType), depth + 1);
            return example;
        }
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return plain switch
        {
            _ when plain == typeof(Guid) => "01900000-0000-7000-8000-000000000001",
            _ when plain == typeof(DateTimeOffset) => "2026-03-02T09:30:00+08:00",
            _ when plain == typeof(DateOnly) => "2026-03-02",
            _ when plain == typeof(TimeSpan) => "00:30:00",
            _ when plain == typeof(bool) => true,
            _ when plain == typeof(decimal) => 100.00m,
            _ when plain == typeof(int) || plain == typeof(long) => 1,
            _ when plain == typeof(string) => "text",
            { IsEnum: true } => Enum.GetNames(plain)[0],
            _ => null,
        };
    }

    // A text of a given form would be a wrong example under a made-up value; the form itself is described.
    static bool IsPatterned(ICustomAttributeProvider? property) =>
        property?.GetCustomAttributes(typeof(RegularExpressionAttribute), inherit: true) is { Length: > 0 };

    static bool IsOurs(Type type) => type.Assembly.GetName().Name?.StartsWith("Clinic.", StringComparison.Ordinal) == true;
}
