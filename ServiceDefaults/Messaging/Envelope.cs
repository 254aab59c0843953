namespace Clinic.ServiceDefaults;

/// <summary>Writes a fact the way MassTransit reads it.</summary>
static class Envelope
{
    public const string ContentType = "application/vnd.masstransit+json";

    public static OutboxRow Of<TFact>(
        TFact fact,
        FactKind kind,
        Guid messageId,
        Guid caseId,
        Caller caller,
        DateTimeOffset now,
        int? major = null,
        string? toldAgainTo = null
    )
    {
        using MemoryStream body = new(1024);
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("messageId", messageId);
            json.WriteString("correlationId", caseId);
            if (caller.Cause is { } cause)
                json.WriteString("initiatorId", cause);
            json.WriteString("sentTime", now);
            json.WriteStartArray("messageType");
            json.WriteStringValue($"urn:message:{kind.Exchange}");
            json.WriteEndArray();
            json.WriteStartObject("headers");
            json.WriteString("actor", caller.Actor);
            json.WriteNumber("v", major ?? kind.Major);
            if (toldAgainTo is not null)
                json.WriteBoolean("retold", true);
            json.WriteEndObject();
            json.WritePropertyName("message");
            JsonSerializer.Serialize(json, fact, Json.Wire);
            json.WriteEndObject();
        }
        return new()
        {
            MessageId = messageId,
            Exchange = toldAgainTo ?? kind.Exchange,
            RoutingKey = "",
            Body = body.ToArray(),
            TraceParent = Activity.Current?.Id,
            NotBefore = now,
        };
    }
}
