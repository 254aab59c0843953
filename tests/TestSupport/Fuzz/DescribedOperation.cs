using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>A parameter of an operation, as its document describes it.</summary>
public sealed record DescribedParameter(string Name, bool InPath, bool Required, JsonElement Schema);

/// <summary>An operation of a service, as its document describes it.</summary>
/// <param name="Path">From outside, with its parameters in braces.</param>
/// <param name="Body">The schema of its body; null without one.</param>
/// <param name="Document">Where references of schemas lead to.</param>
public sealed record DescribedOperation(
    HttpMethod Method,
    string Path,
    IReadOnlyList<DescribedParameter> Parameters,
    JsonElement? Body,
    JsonElement Document
)
{
    /// <summary>Method and path.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>Every operation of the frozen documents.</summary>
    public static IReadOnlyList<DescribedOperation> All() =>
        [
            .. Directory
                .GetFiles(System.IO.Path.Combine(Stack.Repository, "docs", "openapi"), "*.json")
                .Order(StringComparer.Ordinal)
                .SelectMany(file =>
                    Of(System.IO.Path.GetFileNameWithoutExtension(file), JsonDocument.Parse(File.ReadAllText(file)).RootElement)
                ),
        ];

    static IEnumerable<DescribedOperation> Of(string service, JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new DescribedOperation(
            new(operation.Name.ToUpperInvariant()),
            service == "gateway" ? path.Name : $"/api/{service}{path.Name}",
            operation.Value.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray().Select(Parameter)] : [],
            operation.Value.TryGetProperty("requestBody", out var body)
                ? body.GetProperty("content").GetProperty("application/json").GetProperty("schema")
                : null,
            document
        );

    static DescribedParameter Parameter(JsonElement parameter) =>
        new(
            parameter.GetProperty("name").GetString()!,
            parameter.GetProperty("in").GetString() == "path",
            parameter.TryGetProperty("required", out var required) && required.GetBoolean(),
            parameter.GetProperty("schema")
        );
}
