using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clinic.TestSupport;

/// <summary>Requests of chance for one operation: what its document allows, with one thing changed.</summary>
sealed class Mutations(DescribedOperation operation, KnownIds ids, Random random)
{
    const string Json = "application/json";

    static readonly string[] OddVersions = ["\"1\"", "\"0\"", "*", "1", "W/\"1\"", "\"99999999999999999999\"", "\"", "\"a\", \"b\""],
        OddTypes = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", "x"];

    readonly Sample sample = new(ids, random);
    readonly DescribedValue? body = operation.Body is { } schema ? new(schema, operation.Document) : null;

    /// <summary>A request that the document allows.</summary>
    public Mutation Plain() => new("nothing", false, Address(), Bytes(Body()), Json, Version());

    /// <summary>One with something changed.</summary>
    public Mutation Next()
    {
        var inBody = body is not null && random.Next(4) > 0;
        return inBody ? OfBody() : OfRest();
    }

    Mutation OfBody()
    {
        switch (random.Next(8))
        {
            case 0:
                return Raw("a body that is no object", true, Encoding.UTF8.GetBytes(Pick(OddValues.NoObjects)));
            case 1:
                return Broken();
            case 2:
                return new("another kind of body", true, Address(), Bytes(Body()), Pick(OddTypes), Version());
            default:
                var made = Body() as JsonObject ?? [];
                var (what, forbidden) = Change(made);
                return new(what, forbidden, Address(), Bytes(made), Json, Version());
        }
    }

    // What a broken line, a broken program or another alphabet makes of a right body.
    Mutation Broken()
    {
        var right = Bytes(Body())!;
        var text = Encoding.UTF8.GetString(right);
        return random.Next(5) switch
        {
            0 => Raw("a body cut off", true, right[..random.Next(1, right.Length)]),
            1 => Raw("a byte that is no text", true, [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]),
            2 => Raw("half a character", false, Encoding.UTF8.GetBytes(text.Replace("aaa", "\\ud800", StringComparison.Ordinal))),
            3 => Raw("a member twice", text.Length > 2, Encoding.UTF8.GetBytes(Twice(text))),
            _ => Raw("another alphabet", true, Encoding.Unicode.GetBytes(text)),
        };
    }

    static string Twice(string text) =>
        Regex.Match(text, "^\\{(\"[^\"]+\":(\"[^\"]*\"|[^,\\[{}]+))") is { Success: true } first
            ? $"{{{first.Groups[1].Value},{text[1..]}"
            : "{\"a\":1,\"a\":2}";

    Mutation Raw(string what, bool forbidden, byte[] bytes) => new(what, forbidden, Address(), bytes, Json, Version());

    // Changes one place anywhere in the body.
    (string What, bool Forbidden) Change(JsonObject made)
    {
        var places = Places(made, body!).ToList();
        if (places.Count == 0 || random.Next(8) == 0)
        {
            made["surprise"] = 1;
            return ("a member that nobody knows", body!.IsClosed);
        }
        var (parent, name, value) = Pick(places);
        if (body!.Requires(name) && ReferenceEquals(parent, made) && random.Next(5) == 0)
        {
            made.Remove(name);
            return ($"without {name}", true);
        }
        if (random.Next(6) == 0)
        {
            parent[name] = null;
            return ($"{name} is null", !value.MayBeNull && value.Kinds.Count > 0);
        }
        if (random.Next(6) == 0)
        {
            parent[name] = OddValues.OfOtherKind(value.Kinds, random);
            return ($"{name} of another kind", value.Kinds.Count > 0);
        }
        return OfKind(parent, name, value);
    }

    (string What, bool Forbidden) OfKind(JsonObject parent, string name, DescribedValue value)
    {
        switch (value.Kind)
        {
            case "string":
                var (what, text, forbidden) = OddText(value);
                parent[name] = text;
                return ($"{name} {what}", forbidden);
            case "integer" or "number":
                var (number, isForbidden) = OddNumber(value);
                parent[name] = JsonNode.Parse(number);
                return ($"{name} is {number}", isForbidden);
            case "array":
                var most = value.Limit("maxItems");
                var count = (int)(most ?? 300) + 1;
                parent[name] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => sample.Of(name, value.Items!, 3))]);
                return ($"{count} {name}", most is not null);
            default:
                parent[name] = new JsonObject { ["surprise"] = 1 };
                return ($"{name} is something else", value.Kind != "object" || value.IsClosed);
        }
    }

    (string What, string Text, bool Forbidden) OddText(DescribedValue value)
    {
        if (value.Words.Count > 0)
        {
            var first = value.Words[0];
            var word = Pick(["Nonsense", "0", "1", "", $"{first},{value.Words[^1]}", $" {first}", first.ToUpperInvariant()]);
            return ($"is '{word}'", word, !value.Words.Contains(word));
        }
        if (value.Format is { } format && OddValues.NotOfFormat.TryGetValue(format, out var wrong))
            return ("not of its form", Pick(wrong), true);
        var text = Pick(OddValues.Texts);
        var length = text.EnumerateRunes().Count();
        var forbidden =
            length > value.Limit("maxLength")
            || length < value.Limit("minLength")
            || (value.Pattern is { } pattern && !Regex.IsMatch(text, pattern));
        return ($"odd ({text.Length} characters)", text, forbidden);
    }

    (string Number, bool Forbidden) OddNumber(DescribedValue value)
    {
        var number = Pick([
            .. OddValues.Numbers,
            .. value.Limit("minimum") is { } least and > -1e15 ? [$"{(decimal)least - 1}"] : (string[])[],
            .. value.Limit("maximum") is { } most and < 1e15 ? [$"{(decimal)most + 1}"] : (string[])[],
        ]);
        var parsed = double.Parse(number, CultureInfo.InvariantCulture);
        var isWhole = Math.Abs(parsed % 1) < double.Epsilon && !number.Contains('.', StringComparison.Ordinal);
        return (
            number,
            (value.Kind == "integer" && (!isWhole || IsBeyond(parsed, value.Format)))
                || parsed < value.Limit("minimum")
                || parsed > value.Limit("maximum")
        );
    }

    static bool IsBeyond(double number, string? format) =>
        format switch
        {
            "int32" => number is < int.MinValue or > int.MaxValue,
            "uint32" => number is < 0 or > uint.MaxValue,
            _ => number is < -1e18 or > 1e19,
        };

    // Address and headers.
    Mutation OfRest()
    {
        if (operation.Parameters.Count == 0 || random.Next(4) == 0)
        {
            var address = Address();
            var more = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            return random.Next(2) == 0
                ? new("a parameter that nobody knows", false, $"{address}{more}surprise=1", Bytes(Body()), Json, Version())
                : new("an odd version", false, address, Bytes(Body()), Json, Pick(OddVersions));
        }
        var parameter = Pick([.. operation.Parameters]);
        DescribedValue value = new(parameter.Schema, operation.Document);
        if (!parameter.InPath && random.Next(3) == 0)
            return LeftOutOrTwice(parameter, value);
        var (text, forbidden) = OddInAddress(value);
        // An empty part of a path makes it another path.
        var isEmpty = text.Trim().Length == 0;
        return new(
            $"{parameter.Name} is '{text}'",
            forbidden,
            Address(parameter.Name, isEmpty && parameter.InPath ? "%20" : Uri.EscapeDataString(text)),
            Bytes(Body()),
            Json,
            Version()
        );
    }

    Mutation LeftOutOrTwice(DescribedParameter parameter, DescribedValue value)
    {
        if (parameter.Required && random.Next(2) == 0)
            return new($"without {parameter.Name}", true, Address(leftOut: parameter.Name), Bytes(Body()), Json, Version());
        var text = Uri.EscapeDataString(InAddress(parameter, value));
        var address = $"{Address(parameter.Name, text)}&{parameter.Name}={text}";
        return new($"{parameter.Name} twice", value.Kind != "array", address, Bytes(Body()), Json, Version());
    }

    (string Text, bool Forbidden) OddInAddress(DescribedValue value)
    {
        switch (value.Kind)
        {
            case "integer" or "number":
                return random.Next(3) == 0 ? (Pick(["seven", "", " 7", "+7", "7.0"]), true) : OddNumber(value);
            case "boolean":
                return (Pick(["maybe", "True", "1", " true", ""]), true);
            case "array":
                return OddInAddress(value.Items!);
            default:
                var (_, text, forbidden) = OddText(value);
                return (
                    text.Length > 300 ? text[..300] : text.Replace("\0", "", StringComparison.Ordinal),
                    forbidden && text.Length <= 300
                );
        }
    }

    string Address(string? changed = null, string? to = null, string? leftOut = null)
    {
        var path = operation.Path;
        List<string> query = [];
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.Name == leftOut)
                continue;
            DescribedValue value = new(parameter.Schema, operation.Document);
            var text = parameter.Name == changed ? to! : Uri.EscapeDataString(InAddress(parameter, value));
            if (parameter.InPath)
                path = path.Replace($"{{{parameter.Name}}}", text, StringComparison.Ordinal);
            else if (parameter.Required || parameter.Name == changed || random.Next(3) == 0)
                query.Add($"{parameter.Name}={text}");
        }
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    // In a path an id belongs to the noun before it.
    string InAddress(DescribedParameter parameter, DescribedValue value)
    {
        if (!parameter.InPath || value.Format != "uuid")
            return sample.InAddress(parameter.Name, value);
        var before = operation.Path[..operation.Path.IndexOf($"{{{parameter.Name}}}", StringComparison.Ordinal)].TrimEnd('/');
        return ids.Of(before[(before.LastIndexOf('/') + 1)..], random).ToString();
    }

    JsonNode? Body() => body is null ? null : sample.Of("body", body);

    static byte[]? Bytes(JsonNode? node) => node is null ? null : Encoding.UTF8.GetBytes(node.ToJsonString());

    string? Version() => random.Next(3) == 0 ? Pick(OddVersions) : null;

    T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    static IEnumerable<(JsonObject Parent, string Name, DescribedValue Value)> Places(JsonObject made, DescribedValue value)
    {
        foreach (var (name, member) in value.Members)
        {
            if (!made.TryGetPropertyValue(name, out var there))
                continue;
            yield return (made, name, member);
            if (there is JsonObject inner)
                foreach (var place in Places(inner, member))
                    yield return place;
            if (there is JsonArray array && member.Items is { } items)
                foreach (var element in array.OfType<JsonObject>())
                foreach (var place in Places(element, items))
                    yield return place;
        }
    }
}
