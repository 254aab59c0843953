using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>What a document says of one value.</summary>
/// <param name="schema">Its schema, or the reference to it.</param>
/// <param name="document">Where references lead to.</param>
public sealed class DescribedValue(JsonElement schema, JsonElement document)
{
    readonly JsonElement own = Resolve(schema, document);

    /// <summary>The names of the kinds of JSON that it may be; none when the document does not say.</summary>
    public IReadOnlyList<string> Kinds =>
        !own.TryGetProperty("type", out var type) ? (Words.Count > 0 ? ["string"] : [])
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(kind => kind.GetString()!)]
        : [type.GetString()!];

    /// <summary>The kind it is when it is not left empty.</summary>
    public string? Kind => Kinds.FirstOrDefault(kind => kind != "null");

    /// <summary>True when it may be null.</summary>
    public bool MayBeNull =>
        Kinds.Contains("null")
        || (
            schema.TryGetProperty("oneOf", out var either)
            && either.EnumerateArray().Any(choice => choice.TryGetProperty("type", out var type) && type.ValueEquals("null"))
        );

    /// <summary>The words it must be one of; none when it may be another.</summary>
    public IReadOnlyList<string> Words =>
        own.TryGetProperty("enum", out var words)
            ? [.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)]
            : [];

    public string? Format => Text("format");
    public string? Pattern => Text("pattern");

    /// <summary>Members of an object, and what each may be.</summary>
    public IEnumerable<(string Name, DescribedValue Value)> Members =>
        own.TryGetProperty("properties", out var members)
            ? members.EnumerateObject().Select(member => (member.Name, new DescribedValue(member.Value, document)))
            : [];

    /// <summary>True when an object must have this member.</summary>
    public bool Requires(string member) =>
        own.TryGetProperty("required", out var required) && required.EnumerateArray().Any(name => name.ValueEquals(member));

    /// <summary>True when an object may have no other members.</summary>
    public bool IsClosed => own.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;

    /// <summary>What each element of an array is.</summary>
    public DescribedValue? Items => own.TryGetProperty("items", out var items) ? new(items, document) : null;

    /// <summary>A limit of a number, a length or a count; null without one.</summary>
    public double? Limit(string name) => own.TryGetProperty(name, out var limit) ? limit.GetDouble() : null;

    string? Text(string name) => own.TryGetProperty(name, out var text) ? text.GetString() : null;

    static JsonElement Resolve(JsonElement schema, JsonElement document)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Resolve(
                document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]),
                document
            );
        return schema.TryGetProperty("oneOf", out var either)
            ? Resolve(
                either.EnumerateArray().First(choice => !choice.TryGetProperty("type", out var type) || !type.ValueEquals("null")),
                document
            )
            : schema;
    }
}
