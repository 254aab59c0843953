using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Clinic.ServiceDefaults;

/// <summary>
/// Reads the words of lists letter by letter, and times with two digits for each part. The framework by itself takes words in any case,
/// with blanks around them and several in one, and 9:3 for a time.
/// </summary>
/// <param name="own">
/// The options it reads for. Descriptions are made from a copy of them and know only what the framework brings; there its own are used.
/// </param>
sealed class StrictReading(JsonSerializerOptions own) : JsonConverterFactory
{
    readonly JsonStringEnumConverter words = new(allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum || typeToConvert == typeof(TimeOnly);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var framework = typeToConvert.IsEnum ? words.CreateConverter(typeToConvert, options) : JsonMetadataServices.TimeOnlyConverter;
        if (!ReferenceEquals(options, own))
            return framework;
        return typeToConvert.IsEnum
            ? (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert), framework)!
            : new Times();
    }

    sealed class Words<T>(JsonConverter<T> framework) : JsonConverter<T>
        where T : struct, Enum
    {
        readonly HashSet<string> names = [.. Enum.GetNames<T>()];

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && names.Contains(reader.GetString()!)
                ? framework.Read(ref reader, typeToConvert, options)
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            framework.Write(writer, value, options);
    }

    sealed class Times : JsonConverter<TimeOnly>
    {
        static readonly string[] Forms = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && TimeOnly.TryParseExact(reader.GetString(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            JsonMetadataServices.TimeOnlyConverter.Write(writer, value, options);
    }
}
