using System.Text.Json;
using Clinic.Gateway.Proxy;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Platform;

/// <summary>
/// Asks every service behind the gateway the same question with the caller's own token, so that each shows what the caller's own rights
/// open there. One that does not answer is named, so that nobody takes a part for the whole.
/// </summary>
static class AskServices
{
    /// <summary>What the services answered, each with its name, and the names of those that did not.</summary>
    public sealed record Answers<TDocument>(IReadOnlyList<(string Service, TDocument Document)> Documents, IReadOnlyList<string> Missing);

    /// <summary>Puts a question to one copy of each service that is part of this installation, to another copy when the first is silent.</summary>
    /// <param name="http">The request whose token goes with the question.</param>
    /// <param name="question">Path and query, beginning with a slash.</param>
    public static async Task<Answers<TDocument>> For<TDocument>(HttpContext http, string question, CancellationToken stop)
        where TDocument : class
    {
        var configuration = http.RequestServices.GetRequiredService<IConfiguration>();
        var client = http.RequestServices.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(Upstreams));
        var asked = await Task.WhenAll(
            Upstreams
                .Names.Select(name => (Name: name, Copies: Upstreams.Of(configuration, name)))
                .Where(service => service.Copies.Count > 0)
                .Select(async service => (service.Name, Document: await Ask(service.Copies)))
        );
        return new(
            [.. asked.Where(answer => answer.Document is not null).Select(answer => (answer.Name, answer.Document!))],
            [.. asked.Where(answer => answer.Document is null).Select(answer => answer.Name)]
        );

        async Task<TDocument?> Ask(IReadOnlyList<Uri> copies)
        {
            foreach (var copy in copies)
            {
                using HttpRequestMessage message = new(HttpMethod.Get, new Uri(copy, question));
                message.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
                try
                {
                    using var answer = await client.SendAsync(message, stop);
                    if (answer.IsSuccessStatusCode)
                        return await answer.Content.ReadFromJsonAsync<TDocument>(Json.Wire, stop);
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException)
                {
                    // The next copy may know.
                }
            }
            return null;
        }
    }
}
