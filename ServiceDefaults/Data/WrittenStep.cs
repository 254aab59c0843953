namespace Clinic.ServiceDefaults;

/// <summary>What a person wrote down at a step of a noun, in a file or chart: added, and never changed.</summary>
public interface IWrittenStep : IHasSealedTexts
{
    /// <summary>The words, as <see cref="WrittenStep.Text"/> makes them.</summary>
    SealedText Content { get; }
}

/// <summary>
/// How a step is answered a second time. An act that finds its step taken compares what is said now with what is on record: the same words
/// are answered as the first time, other words are refused as <c>already-recorded</c>.
/// </summary>
public static class WrittenStep
{
    const int Most = 200;

    /// <summary>The words as they are stored.</summary>
    public static string Text<T>(T words) => JsonSerializer.Serialize(words, Json.Wire);

    /// <summary>The words as they were said, of a step that was opened; nothing once its subject was forgotten.</summary>
    public static T? Read<T>(this IWrittenStep step)
        where T : class => step.Content.Read() is { } text ? Read<T>(text) : null;

    /// <summary>The words as JSON, of a step that was opened; null once its subject was forgotten.</summary>
    public static JsonElement AsJson(this IWrittenStep step) => Read<JsonElement>(step.Content.Read() ?? "null");

    /// <summary>True when one of these steps says what is said now.</summary>
    public static async Task<bool> Matches<TStep, T>(this IQueryable<TStep> written, ServiceDb db, T words, CancellationToken stop)
        where TStep : class, IWrittenStep
    {
        var steps = await written.AsNoTracking().Take(Most).ToListAsync(stop);
        await db.Open(steps, stop);
        return steps.Exists(step => step.Matches(words));
    }

    /// <summary>True when the step, which was opened, says what is said now.</summary>
    public static bool Matches<T>(this IWrittenStep step, T words) => step.Content.Read() is { } text && Same(text, words);

    /// <summary>The refusal for a step that is on record with other words, or null where the words are the same.</summary>
    public static async Task<Refusal?> CheckRepeat<TStep, T>(this IQueryable<TStep> written, ServiceDb db, T words, CancellationToken stop)
        where TStep : class, IWrittenStep => await written.Matches(db, words, stop) ? null : Refusal.AlreadyRecorded;

    // As values: a text from before a member was added, which may be left out, says the same as one from after it.
    static bool Same<T>(string text, T words)
    {
        var said = Text(words);
        try
        {
            return text == said || Text(Read<T>(text)) == said;
        }
        catch (JsonException)
        {
            // Written by an act that asks for other members, so it says something else.
            return false;
        }
    }

    static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Json.Wire)!;
}
