using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.ServiceDefaults;

namespace Clinic.ContractTests;

/// <summary>
/// One file per fact holds its name on the wire and a message of its first version. The files are never edited: a new
/// optional field needs none, anything else is a new record.
/// </summary>
public sealed class FrozenFacts
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> EveryFact => [.. Published.Facts.Select(Published.LabelOf)];

    [Fact]
    public void Every_frozen_file_belongs_to_a_fact() =>
        Assert.Equal(
            Published.Facts.Select(Published.LabelOf).Order(),
            Directory
                .EnumerateFiles(Repository.Path("tests/Contracts.Tests/Facts"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order()
        );

    [Theory]
    [MemberData(nameof(EveryFact))]
    public void The_name_on_the_wire_is_the_frozen_one(string name)
    {
        var (fact, frozen) = Of(name);

        Assert.Equal(frozen["name"]!.GetValue<string>(), FactKind.Of(fact).Exchange);
        Assert.Equal(frozen["major"]!.GetValue<int>(), FactKind.Of(fact).Major);
    }

    [Theory]
    [MemberData(nameof(EveryFact))]
    public void A_message_of_the_first_version_is_still_read_and_written_as_it_was(string name)
    {
        var (fact, frozen) = Of(name);
        var message = frozen["message"]!;

        var read = message.Deserialize(fact, Json.Wire)!;
        var written = Published.OnTheWire(read).AsObject();

        foreach (var (field, value) in message.AsObject())
            Assert.True(
                JsonNode.DeepEquals(value, written[field]),
                $"{name}.{field} was {value?.ToJsonString()} and is {written[field]?.ToJsonString()}."
            );
    }

    [Theory]
    [MemberData(nameof(EveryFact))]
    public void A_field_added_later_is_optional(string name)
    {
        var (fact, frozen) = Of(name);
        var known = frozen["message"]!.AsObject().Select(field => field.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var added = fact.GetConstructors().Single().GetParameters().Where(parameter => !known.Contains(parameter.Name!));

        Assert.All(added, parameter => Assert.True(parameter.HasDefaultValue, $"{name}.{parameter.Name} was added without a default."));
    }

    [Theory]
    [MemberData(nameof(EveryFact))]
    public void Enums_travel_as_text(string name)
    {
        var fact = Published.Facts.Single(candidate => Published.LabelOf(candidate) == name);
        var written = Published.OnTheWire(Published.Example(fact)).AsObject();

        foreach (
            var property in fact.GetProperties()
                .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum)
        )
            Assert.Equal(JsonValueKind.String, written[JsonNamingPolicy.CamelCase.ConvertName(property.Name)]!.GetValueKind());
    }

    // Each of the two services says of its own clients who has to do with them, in the same words.
    [Fact]
    public void No_two_facts_have_the_same_name_but_those_of_concerns() =>
        Assert.Equal(
            ["ClientConcernBegan", "ClientConcernEnded"],
            Published
                .Facts.GroupBy(fact => fact.Name)
                .Where(same => same.Count() > 1)
                .Select(same => same.Key)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Facts_of_the_same_name_have_the_same_fields() =>
        Assert.All(
            Published.Facts.GroupBy(fact => fact.Name),
            same => Assert.Single(same.Select(fact => string.Join(' ', fact.GetProperties().Select(field => field.Name))).Distinct())
        );

    [Fact]
    public void The_mark_says_whether_somebody_listens() =>
        Assert.All(
            Published.Facts,
            fact =>
                Assert.True(
                    FactKind.Of(fact).HasListeners == Published.HeardBy[fact].Any(),
                    $"{fact.Name} is heard by: {string.Join(", ", Published.HeardBy[fact])}"
                )
        );

    static (Type Fact, JsonNode Frozen) Of(string name)
    {
        var fact = Published.Facts.Single(candidate => Published.LabelOf(candidate) == name);
        var file = Repository.Path($"tests/Contracts.Tests/Facts/{name}.json");
        JsonObject first = new()
        {
            ["name"] = FactKind.Of(fact).Exchange,
            ["major"] = FactKind.Of(fact).Major,
            ["message"] = Published.OnTheWire(Published.Example(fact)),
        };
        Assert.True(File.Exists(file), $"A new fact is frozen by a file {name}.json with this in it:\n{first.ToJsonString(Indented)}");
        return (fact, JsonNode.Parse(File.ReadAllText(file))!);
    }
}
