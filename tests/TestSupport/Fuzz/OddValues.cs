using System.Text.Json.Nodes;

namespace Clinic.TestSupport;

/// <summary>Values that no program of ours sends.</summary>
static class OddValues
{
    /// <summary>What is no value of a format.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> NotOfFormat = new Dictionary<string, string[]>
    {
        ["uuid"] =
        [
            "",
            "x",
            "01900000-0000-7000-8000-00000000000g",
            "{01900000-0000-7000-8000-000000000001}",
            "0190000000007000800000000000000",
            "01900000000070008000000000000001",
            "(01900000-0000-7000-8000-000000000001)",
            "01900000-0000-7000-8000-000000000001 ",
        ],
        ["date"] = ["", "tomorrow", "2026-02-30", "2026-13-01", "2026-2-3", "2026-02-03T00:00:00Z", "02/03/2026", "20260203"],
        ["date-time"] = ["", "now", "2026-03-01", "2026-02-30T00:00:00Z", "2026-03-01T25:00:00Z", "2026-03-01T00:00:00", "1772323200"],
        ["time"] = ["", "noon", "25:00:00", "9:3"],
    };

    /// <summary>Texts that are hard to keep, to compare or to show.</summary>
    public static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "\u200B",
        "\u202Eabc",
        "\uFEFF",
        "\uFFFE",
        "\uFFFF",
        "\uFDD0",
        "\U0001FFFE",
        "e\u0301\u0301\u0301\u0301\u0301",
        "\u0130\u0131\u00DF",
        "'; DROP TABLE client; --",
        "%",
        "_",
        "\\",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "\u674E",
        string.Concat(Enumerable.Repeat("\U00020000", 200)),
        new string('x', 5_000),
        new string('\u0301', 3_000),
        new string('x', 100_000),
        "\r\nSet-Cookie: a=b",
        "=1+1",
        "null",
        "NaN",
    ];

    /// <summary>Numbers at the edges of what programs keep.</summary>
    public static readonly string[] Numbers =
    [
        "0",
        "-1",
        "-0.0",
        "0.000000000000000000000000000001",
        "0.005",
        "99999999999.99",
        "79228162514264337593543950335",
        "1e28",
        "1e308",
        "2147483647",
        "-2147483648",
        "9223372036854775807",
    ];

    /// <summary>What stands where JSON is meant, and is none, or none of an object.</summary>
    public static readonly string[] NoObjects =
    [
        "",
        "null",
        "[]",
        "[{}]",
        "7",
        "\"text\"",
        "true",
        "{",
        "{\"",
        "{}{}",
        "{} x",
        "{'a':1}",
        "{\"a\":1,}",
        "\uFEFF\uFEFF{}",
        string.Concat(Enumerable.Repeat("{\"a\":", 5_000)),
        string.Concat(Enumerable.Repeat("[", 100_000)),
    ];

    /// <summary>A value of another kind than these.</summary>
    public static JsonNode? OfOtherKind(IReadOnlyList<string> kinds, Random random)
    {
        (string Kind, JsonNode Value)[] all =
        [
            ("string", JsonValue.Create("text")),
            ("number", JsonValue.Create(1.5)),
            ("boolean", JsonValue.Create(true)),
            ("array", new JsonArray(1, 2)),
            ("object", new JsonObject { ["a"] = 1 }),
        ];
        var others = all.Where(other => !kinds.Contains(other.Kind)).ToArray();
        return others[random.Next(others.Length)].Value;
    }
}
