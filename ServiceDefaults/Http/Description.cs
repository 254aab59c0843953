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

    // What the plumbing says to every act of a kind; what an act says of its own accord is declared beside it.
    static readonly Refusal[] OfPeople =

        [
            new("unauthenticated", "No token, or one that ran out.", 401),
            new("forbidden", "The caller's post does not carry the right.", 403),
        ],
        OfOne = [new("not-found", "Not there, or not in the caller's sight.", 404)],
        OfBody =
        [new Refusal("bad-request", "The body or a parameter is not as described.", 400).About("member"), Refusal.ChangedMeanwhile];

    static readonly Dictionary<int, string> Statuses = new()
    {
        [400] = "The body or a parameter is not as described.",
        [404] = "Not there, or not in the caller's sight.",
        [409] = "A rule says no; `code` says which.",
        [412] = "The record changed since the caller read it.",
        [428] = "The version the act is based on is missing.",
    };

    public static void AddClinicDescription(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            // Every act has a Request of its own; under their bare names the description would hold only the first.
            options.CreateSchemaReferenceId = kind =>
                OpenApiOptions.CreateDefaultSchemaReferenceId(kind) is { } name ? NameOf(kind.Type, name) : null;
            options.AddOperationTransformer(
                (operation, context, _) =>
                {
                    DescribeRightAndRefusals(operation, context);
                    DescribeFilters(operation, context);
                    return Task.CompletedTask;
                }
            );
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    DescribeDay(schema, context.JsonTypeInfo.Type);
                    if (context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } && Json.IsDay(element))
                        DescribeDay((OpenApiSchema)(schema.Items = new OpenApiSchema()), element);
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

    // A part of a list is called by the lines that it holds.
    static string NameOf(Type type, string name) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>) && type.GetGenericArguments()[0] is var line
            ? $"PageOf{line.DeclaringType?.Name}{line.Name}"
            : $"{type.DeclaringType?.Name}{name}";

    // The framework knows nothing of a type that we read and write ourselves.
    static void DescribeDay(OpenApiSchema schema, Type type)
    {
        var day = Nullable.GetUnderlyingType(type) ?? type;
        if (!Json.IsDay(day))
            return;
        schema.Type = day == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        schema.Format = day == typeof(DateOnly) ? "date" : "date-time";
    }

    // A filter that may be named several times may also be left out; the framework takes every list for required.
    static void DescribeFilters(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var lists = context.Description.ParameterDescriptions.Where(parameter => parameter.Type?.IsArray == true).Select(list => list.Name);
        foreach (var filter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(filter => lists.Contains(filter.Name)))
            filter.Required = false;
    }

    static void DescribeRightAndRefusals(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var needed = context.Description.ActionDescriptor.EndpointMetadata.OfType<Access.Needed>().FirstOrDefault();
        if (needed is not null)
            operation.Description = $"{operation.Description} Needs `{needed.Permission}`.".Trim();
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<FreshProof.Asked>().Any())
            operation.Description += " Needs a fresh proof of who is calling.";

        IEnumerable<Refusal> can =
        [
            .. needed is null ? [] : OfPeople,
            .. context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true ? OfOne : [],
            .. HttpMethods.IsGet(context.Description.HttpMethod ?? "") ? [] : OfBody,
            .. DeclaredRefusals.Of(context.Description.ActionDescriptor.EndpointMetadata),
        ];
        operation.Responses ??= [];
        foreach (var rules in can.DistinctBy(refusal => refusal.Code).GroupBy(refusal => refusal.Status))
            operation.Responses[rules.Key.ToString(CultureInfo.InvariantCulture)] = Answer(rules);
    }

    static OpenApiResponse Answer(IGrouping<int, Refusal> rules) =>
        new()
        {
            Description = Statuses.GetValueOrDefault(rules.Key) ?? rules.First().Sentence,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem] = new()
                {
                    Examples = rules.ToDictionary(
                        rule => rule.Code,
                        IOpenApiExample (rule) => new OpenApiExample { Summary = rule.Sentence, Value = Refused(rule) }
                    ),
                },
            },
        };

    static JsonObject Refused(Refusal rule)
    {
        JsonObject problem = new()
        {
            ["type"] = Problems.TypeOf(rule.Code),
            ["title"] = rule.Sentence,
            ["status"] = rule.Status,
            ["code"] = rule.Code,
        };
        if (rule.Errors is { } errors)
            problem[InputProblem.Errors] = JsonSerializer.SerializeToNode(errors);
        return problem;
    }

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
        property?.GetCustomAttributes(typeof(ValidationAttribute), inherit: true) is { } checks
        && checks.Any(check => check is RegularExpressionAttribute or WordedAttribute and not TextAttribute);

    static bool IsOurs(Type type) => type.Assembly.GetName().Name?.StartsWith("Clinic.", StringComparison.Ordinal) == true;
}
