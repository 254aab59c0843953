using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Clinic.ServiceDefaults;

namespace Clinic.TestSupport;

/// <summary>What a service answered.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, string? ETag, string Text)
{
    /// <summary>True for 2xx.</summary>
    public bool Accepted => (int)Status is >= 200 and < 300;

    /// <summary>The stable code of a refusal.</summary>
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>True when refused with this code.</summary>
    public bool Refused(string code) => !Accepted && Code == code;

    /// <summary>A member of the body.</summary>
    public JsonElement this[string member] => Body.GetProperty(member);

    /// <summary>The answer itself, or a failure that shows it.</summary>
    public Answer Ok() => Accepted ? this : throw new InvalidOperationException($"Refused: {(int)Status} {Text}");

    internal static async Task<Answer> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        JsonElement body = default;
        if (response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json" && text.Length > 0)
            body = JsonDocument.Parse(text).RootElement;
        return new(response.StatusCode, body, response.Headers.ETag?.ToString(), text);
    }
}

/// <summary>A person at a desk: speaks HTTP with the own token.</summary>
public sealed class Person(HttpClient http, Guid id, Func<string> token)
{
    /// <summary>The employee.</summary>
    public Guid Id => id;

    /// <summary>Reads.</summary>
    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <summary>Acts.</summary>
    public Task<Answer> Post(string path, object? body = null, string? ifMatch = null) =>
        Send(HttpMethod.Post, path, body ?? new { }, ifMatch);

    /// <summary>Sets.</summary>
    public Task<Answer> Put(string path, object body, string? ifMatch = null) => Send(HttpMethod.Put, path, body, ifMatch);

    /// <summary>Takes away.</summary>
    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    /// <summary>Watches a live board.</summary>
    public Task<LiveScreen> Watch(string path) => LiveScreen.Open(http, path, token());

    /// <summary>Sends a body as it is, for input that no program of ours would make.</summary>
    public async Task<Answer> Raw(HttpMethod method, string path, HttpContent? content)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", token());
        // A body that is refused is not read, and the line is closed under whoever is still sending.
        request.Headers.ExpectContinue = content?.Headers.ContentLength > 1_000_000;
        using var response = await http.SendAsync(request);
        return await Answer.Read(response);
    }

    async Task<Answer> Send(HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using HttpRequestMessage request = new(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body, options: Json.Wire),
        };
        request.Headers.Authorization = new("Bearer", token());
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await http.SendAsync(request);
        return await Answer.Read(response);
    }
}
