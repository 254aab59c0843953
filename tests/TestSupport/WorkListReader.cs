using System.Text.Json;

namespace Clinic.TestSupport;

/// <summary>What waits for somebody, as that person reads it.</summary>
public static class WorkListReader
{
    /// <summary>The items about a subject.</summary>
    public static async Task<IReadOnlyList<JsonElement>> WorkItems(this Person person, Guid subject) =>
        [
            .. (await person.Get("/worklist?limit=200"))
                .Ok()["items"]
                .EnumerateArray()
                .Where(item => item.GetProperty("subjectId").GetGuid() == subject),
        ];

    /// <summary>The kinds of the items about a subject, each by what follows its noun, in the order of the alphabet.</summary>
    public static async Task<string> Work(this Person person, Guid subject) =>
        string.Join(
            ' ',
            (await person.WorkItems(subject))
                .Select(item => item.GetProperty("kind").GetString()!.Split('.')[^1])
                .Order(StringComparer.Ordinal)
        );
}
