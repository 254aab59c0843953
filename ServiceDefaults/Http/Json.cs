using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>One way of reading and writing JSON: enums as text, nothing unknown, nothing twice, nothing guessed.</summary>
public static class Json
{
    /// <summary>For bodies of requests and answers.</summary>
    public static void Strict(JsonSerializerOptions options)
    {
        options.Converters.Add(new StrictReading(options));
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new DayConverter());
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
    }

    /// <summary>For requests and answers of a service: strict, and ids of people and places are named.</summary>
    internal static void OfAnswers(JsonSerializerOptions options, Names names)
    {
        Strict(options);
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(type =>
            NamedIds.Add(type, names)
        );
    }

    /// <summary>For events: a listener tolerates fields it does not know yet.</summary>
    public static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>True for the types that are read and written here.</summary>
    internal static bool IsDay(Type type) => type == typeof(DateOnly) || type == typeof(DateTimeOffset);

    /// <summary>True when a text ends with an offset from UTC, as every instant does.</summary>
    internal static bool NamesOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');

    /// <summary>Reads a day as 2026-03-02.</summary>
    internal static bool TryReadDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "o", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>An instant names its offset; one without would be read as the server's own time.</summary>
    sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
            return NamesOffset(text) && reader.TryGetDateTimeOffset(out var instant) && CalendarYears.Hold(instant)
                ? instant
                : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }

    sealed class DayConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryReadDay(reader.GetString()!, out var day) && CalendarYears.Hold(day)
                ? day
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("o", CultureInfo.InvariantCulture));
    }
}
