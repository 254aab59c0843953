using System.Globalization;
using System.Text.Json.Nodes;

namespace Clinic.TestSupport;

/// <summary>Makes values that a document allows.</summary>
sealed class Sample(KnownIds ids, Random random)
{
    const int Deepest = 6;

    static readonly DateTimeOffset Some = new(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));

    /// <summary>A value of JSON under this name; null for an empty one.</summary>
    public JsonNode? Of(string name, DescribedValue value, int depth = 0)
    {
        if (value.MayBeNull && (depth > Deepest || random.Next(3) == 0))
            return null;
        return value.Kind switch
        {
            "string" => JsonValue.Create(Text(name, value)),
            "integer" => JsonValue.Create(Number(value)),
            "number" => JsonValue.Create(Number(value)),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            "array" => Array(name, value, depth),
            "object" => Object(value, depth),
            _ => JsonValue.Create("anything"),
        };
    }

    /// <summary>The same as it stands in an address.</summary>
    public string InAddress(string name, DescribedValue value) =>
        value.Kind switch
        {
            "integer" or "number" => Number(value).ToString(CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "array" => InAddress(name, value.Items!),
            _ => Text(name, value),
        };

    string Text(string name, DescribedValue value)
    {
        if (value.Words.Count > 0)
            return value.Words[random.Next(value.Words.Count)];
        switch (value.Format)
        {
            case "uuid":
                return (name == "id" ? KnownIds.New(random) : ids.For(name, random)).ToString();
            case "date":
                return Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case "date-time":
                return Day.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
            case "time":
                return Day.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            default:
                break;
        }
        if (value.Pattern is { } pattern)
            return TextOfPattern.Make(pattern, random);
        var least = (int)(value.Limit("minLength") ?? 3);
        return new string('a', Math.Max(least, Math.Min(8, (int)(value.Limit("maxLength") ?? 8))));
    }

    DateTimeOffset Day => Some.AddDays(random.Next(-300, 300)).AddMinutes(random.Next(600));

    long Number(DescribedValue value)
    {
        var least = (long)(value.Limit("minimum") ?? 1);
        var most = (long)Math.Min(value.Limit("maximum") ?? least + 100, least + 100);
        return random.NextInt64(least, Math.Max(least, most) + 1);
    }

    JsonArray Array(string name, DescribedValue value, int depth)
    {
        var least = (int)(value.Limit("minItems") ?? 0);
        var count = depth > Deepest ? least : random.Next(least, least + 3);
        return
        [
            .. Enumerable.Range(0, Math.Min(count, (int)(value.Limit("maxItems") ?? count))).Select(_ => Of(name, value.Items!, depth + 1)),
        ];
    }

    JsonObject Object(DescribedValue value, int depth)
    {
        JsonObject made = [];
        foreach (var (name, member) in value.Members)
            if (value.Requires(name) || (depth <= Deepest && random.Next(2) == 0))
                made[name] = Of(name, member, depth + 1);
        return made;
    }
}
