using System.Text.Json;

namespace Clinic.Registration.Tests.Service;

/// <summary>Lists that are read in parts.</summary>
public static class Pages
{
    /// <summary>The lines of a list, read in parts to its end.</summary>
    /// <param name="path">With a question mark.</param>
    public static async Task<List<JsonElement>> All(Person person, string path, int limit)
    {
        List<JsonElement> lines = [];
        for (var next = ""; next is not null; )
        {
            var page = (await person.Get($"{path}&limit={limit}{(next.Length == 0 ? "" : $"&after={next}")}")).Ok();
            lines.AddRange(page["items"].EnumerateArray());
            Assert.InRange(page["items"].GetArrayLength(), 0, limit);
            next = page["next"].GetString();
        }
        return lines;
    }

    /// <summary>The lines of one part.</summary>
    public static List<JsonElement> Items(this Answer answer) => [.. answer.Ok()["items"].EnumerateArray()];

    /// <summary>The ids of lines.</summary>
    public static List<Guid> Ids(this IEnumerable<JsonElement> lines) => [.. lines.Select(line => line.GetProperty("id").GetGuid())];

    /// <summary>A member of lines, as text.</summary>
    public static List<string?> Texts(this IEnumerable<JsonElement> lines, string member) =>
        [.. lines.Select(line => line.GetProperty(member).GetString())];
}
