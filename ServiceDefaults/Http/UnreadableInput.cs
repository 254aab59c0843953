using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Clinic.ServiceDefaults;

/// <summary>
/// What is wrong with a request that could not be read at all: which member or parameter, and what it takes. Nothing of what was sent is
/// repeated besides the names that lead to it.
/// </summary>
static partial class UnreadableInput
{
    const int LongestName = 100;

    /// <summary>Where the whole body is meant.</summary>
    const string Body = "body";

    /// <summary>The refusal; with one sentence for each member that is wrong.</summary>
    public static Refusal Of(BadHttpRequestException bad, Endpoint? act, JsonSerializerOptions json)
    {
        var parameter = Parameter().Match(bad.Message) is { Success: true } named
            ? act?.Metadata.GetMetadata<MethodInfo>()?.GetParameters().FirstOrDefault(asked => asked.Name == named.Groups[1].Value)
            : null;
        if (bad.InnerException is JsonException broken)
            return Refused(OfBody(broken, parameter?.ParameterType, json));
        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
            return new(Problems.CodeOf(bad.StatusCode), "The body is larger than this service accepts.", bad.StatusCode);
        if (parameter is null || bad.StatusCode != StatusCodes.Status400BadRequest)
            return new(Problems.CodeOf(bad.StatusCode), "The request cannot be read.", bad.StatusCode);
        var isNothing = bad.Message.Contains("no body was provided", StringComparison.Ordinal);
        var isMissing = isNothing || bad.Message.StartsWith("Required", StringComparison.Ordinal);
        var isBody = isNothing || bad.Message.EndsWith("from body.", StringComparison.Ordinal);
        return Refused([(isBody ? Body : parameter.Name!, Sentence(isMissing, TypeWords.Of(parameter.ParameterType, json)))]);
    }

    static Refusal Refused(IReadOnlyList<(string Member, string Sentence)> faults) =>
        Refusal.BadInput(faults.ToDictionary(fault => fault.Member, fault => new[] { fault.Sentence }));

    static string Sentence(bool isMissing, string words) => $"This {(isMissing ? "is missing" : "cannot be read")}; allowed is {words}.";

    // The serializer tells its faults apart by their texts only.
    static IReadOnlyList<(string Member, string Sentence)> OfBody(JsonException broken, Type? body, JsonSerializerOptions json)
    {
        if (broken.InnerException is JsonException || broken.Path is not { } path || body is null)
            return [(Body, $"This is no JSON from line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1} on.")];
        var (member, text) = (Name(path), broken.Message);
        if (text.Contains("missing required properties", StringComparison.Ordinal))
        {
            var type = TypeAt(path, body, json);
            return
            [
                .. Quoted()
                    .Matches(text[text.IndexOf("including", StringComparison.Ordinal)..])
                    .Select(missing => missing.Groups[1].Value)
                    .Select(missing => (Joined(member, missing), Sentence(true, WordsAt($"$.{missing}", type, json)))),
            ];
        }
        if (text.Contains("could not be mapped", StringComparison.Ordinal))
            return [(member, $"Nobody asks for this; allowed is {WordsAt(Parent(path), body, json)}.")];
        if (text.StartsWith("Duplicate property", StringComparison.Ordinal))
            return [(member, "This is there twice; name it once.")];
        return [(member, Sentence(text.Contains("null value", StringComparison.Ordinal), WordsAt(path, body, json)))];
    }

    static string WordsAt(string path, Type? body, JsonSerializerOptions json) =>
        TypeAt(path, body, json) is { } type ? TypeWords.Of(type, json) : "another value";

    // Null where the path leads to what is not in the type.
    static Type? TypeAt(string path, Type? body, JsonSerializerOptions json)
    {
        var at = body;
        foreach (Match step in Step().Matches(path))
        {
            if (at is null)
                return null;
            var shape = json.GetTypeInfo(Nullable.GetUnderlyingType(at) ?? at);
            at = shape.Kind == JsonTypeInfoKind.Object ? Property(shape, step.Groups["name"].Value)?.PropertyType : shape.ElementType;
        }
        return at;
    }

    static JsonPropertyInfo? Property(JsonTypeInfo shape, string name) =>
        shape.Properties.FirstOrDefault(property => name.Equals(property.Name, StringComparison.OrdinalIgnoreCase));

    static string Parent(string path) => path[..Math.Max(1, path.LastIndexOfAny(['.', '[']))];

    static string Joined(string parent, string member) => parent == Body ? member : $"{parent}.{member}";

    static string Name(string path) =>
        path switch
        {
            "$" => Body,
            ['$', '.', .. var name] => name[..Math.Min(name.Length, LongestName)],
            ['$', .. var name] => name[..Math.Min(name.Length, LongestName)],
            _ => Body,
        };

    [GeneratedRegex("parameter \"(?:[^\"]* )?(\\w+)\"")]
    private static partial Regex Parameter();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']*)'\]|\[[0-9]+\]")]
    private static partial Regex Step();
}
