using System.Collections.Concurrent;
using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>
/// Ids of records that are really there, by the noun of their address, so that requests of chance get further than "not found".
/// </summary>
public sealed class KnownIds
{
    const int MostOfNoun = 50;

    static readonly string[] People = ["doctor", "escort", "employee", "investigator", "assignee", "person", "accused", "owner", "nurse"];

    readonly ConcurrentDictionary<string, ConcurrentQueue<Guid>> byNoun = [];

    /// <summary>Notes a record.</summary>
    public void Add(string noun, Guid id)
    {
        var known = byNoun.GetOrAdd(noun, _ => []);
        known.Enqueue(id);
        if (known.Count > MostOfNoun)
            known.TryDequeue(out _);
    }

    /// <summary>Notes the records that an answer names.</summary>
    public void Learn(string path, JsonElement answer)
    {
        var noun = path.Split('/').LastOrDefault(part => part.Length > 0 && part[0] != '{') ?? "";
        foreach (var element in Records(answer).Take(MostOfNoun))
            if (
                element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.TryGetGuid(out var known)
            )
                Add(noun, known);
    }

    /// <summary>One that a member or parameter of this name may mean, or a new one.</summary>
    public Guid For(string name, Random random) => Of(NounOf(name), random);

    /// <summary>One of this noun, or a new one.</summary>
    public Guid Of(string noun, Random random)
    {
        var known = byNoun.TryGetValue(noun, out var ids) ? ids.ToArray() : [];
        return known.Length == 0 || random.Next(8) == 0 ? New(random) : known[random.Next(known.Length)];
    }

    /// <summary>An id that nobody has.</summary>
    public static Guid New(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        (bytes[7], bytes[8]) = ((byte)(0x70 | (bytes[7] & 0x0F)), (byte)(0x80 | (bytes[8] & 0x3F)));
        return new(bytes);
    }

    // A record, a list of them, or a part of a list.
    static IEnumerable<JsonElement> Records(JsonElement answer) =>
        answer.ValueKind switch
        {
            JsonValueKind.Array => answer.EnumerateArray(),
            JsonValueKind.Object when answer.TryGetProperty("lines", out var lines) && lines.ValueKind == JsonValueKind.Array =>
                lines.EnumerateArray(),
            _ => [answer],
        };

    static string NounOf(string name)
    {
        var noun =
            name.EndsWith("Ids", StringComparison.Ordinal) ? name[..^3]
            : name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2]
            : name;
        if (People.Any(person => noun.EndsWith(person, StringComparison.OrdinalIgnoreCase)))
            return "employees";
        return noun.EndsWith('y') ? $"{noun[..^1]}ies"
            : noun.EndsWith('h') ? $"{noun}es"
            : $"{noun}s";
    }
}
