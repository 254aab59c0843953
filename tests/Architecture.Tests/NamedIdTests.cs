using System.Text.Json;

namespace Clinic.ArchitectureTests;

/// <summary>Whoever reads an answer finds no bare id of a person or a place.</summary>
public sealed class NamedIdTests
{
    // Ids of what is neither a person of the staff nor a place. A client is named by Registration, to whom it concerns.
    static readonly HashSet<string> Things =
    [
        "appointmentId",
        "arrivalId",
        "awaitedId",
        "boardId",
        "caseId",
        "causeId",
        "causeMessageId",
        "claimId",
        "clientId",
        "clients",
        "complaintId",
        "consentId",
        "decisionId",
        "detail",
        "disciplineCaseId",
        "engagementId",
        "entryId",
        "firstId",
        "id",
        "invitationId",
        "keptId",
        "leaveId",
        "mergedId",
        "mergedInto",
        "messageId",
        "next",
        "overlapsWith",
        "payRunId",
        "remedialSessionId",
        "reversesId",
        "secondId",
        "sessionId",
        "sourceId",
        "visitId",
    ];

    [Fact]
    public void Every_id_of_a_person_or_a_place_in_an_answer_has_its_name_beside_it()
    {
        List<string> bare = [];
        foreach (var file in Directory.EnumerateFiles(Checkout.File("docs/openapi"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var schema in SchemasOfAnswers(document.RootElement))
            {
                var members = schema.Value.TryGetProperty("properties", out var found)
                    ? found.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
                    : [];
                bare.AddRange(
                    members
                        .Where(member => IsId(member.Value) && !Things.Contains(member.Key))
                        .Where(member => !Neighbours(member.Key).Any(members.ContainsKey))
                        .Select(member => $"{Path.GetFileNameWithoutExtension(file)}: {schema.Name}.{member.Key}")
                );
            }
        }

        Assert.Empty(bare);
    }

    static string[] Neighbours(string id) =>
        id.EndsWith("Ids", StringComparison.Ordinal) ? [$"{id[..^3]}s", id[..^3]]
        : id.EndsWith("Id", StringComparison.Ordinal) ? [id[..^2], $"{id[..^2]}Person", $"{id[..^2]}Place"]
        : [$"{id}Person", $"{id}Place", $"{id}People"];

    static bool IsId(JsonElement member) =>
        (member.TryGetProperty("format", out var format) && format.GetString() == "uuid")
        || (member.TryGetProperty("items", out var items) && items.TryGetProperty("format", out var of) && of.GetString() == "uuid");

    static List<JsonProperty> SchemasOfAnswers(JsonElement document)
    {
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(schema => schema.Name);
        HashSet<string> reached = [];
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.ValueKind == JsonValueKind.Object))
        foreach (var answer in Responses(operation.Value).Where(answer => answer.Name.StartsWith('2')))
            Reach(answer.Value);
        return [.. reached.Select(name => schemas[name])];

        static IEnumerable<JsonProperty> Responses(JsonElement operation) =>
            operation.TryGetProperty("responses", out var responses) ? responses.EnumerateObject() : [];

        void Reach(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray())
                    Reach(item);
                return;
            }
            if (element.ValueKind != JsonValueKind.Object)
                return;
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name != "$ref" || member.Value.ValueKind != JsonValueKind.String)
                    Reach(member.Value);
                else if (member.Value.GetString()!.Split('/')[^1] is var name && reached.Add(name))
                    Reach(schemas[name].Value);
            }
        }
    }
}
