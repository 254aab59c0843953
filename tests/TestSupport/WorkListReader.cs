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

    /// <summary>
    /// Everything that waits in a database: kind, subject, person and due time of each item, what it has not left out; in one order.
    /// </summary>
    public static async Task<IReadOnlyList<string>> WorkItems(this TestDatabase database) =>
        [
            .. (
                await database.Sql<string>(
                    """
                    SELECT concat_ws(' ', kind, subject_id, person_id, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'))
                    FROM work_item
                    """
                )
            ).Order(StringComparer.Ordinal),
        ];

    /// <summary>Waits until the round over nouns of before an upgrade has looked so often at this many kinds of nouns.</summary>
    public static Task RoundEnded(this TestDatabase database, int nouns, int passes = 1) =>
        Eventually.Is(async () => await database.Count($"work_round WHERE passes = {passes}") == nouns);

    /// <summary>Has the next start of the service look at all of them once more; answers every item as it is now.</summary>
    public static async Task<IReadOnlyList<string>> ForgetRound(this TestDatabase database)
    {
        await database.Sql<string>("DELETE FROM work_round RETURNING name");
        return await database.Sql<string>("SELECT work_item::text FROM work_item ORDER BY id");
    }
}
