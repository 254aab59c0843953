using System.Text.Json;
using Clinic.Gateway.Proxy;
using Clinic.ServiceDefaults;

namespace Clinic.Gateway.Platform;

/// <summary>What the services answered to one question, and which of them did not answer.</summary>
sealed record AnswersOfServices<T>(IReadOnlyList<(string Service, T Answer)> Answers, IReadOnlyList<string> Missing);

/// <summary>
/// Asks every service the same with the caller's own token, so that each shows what the caller's rights open there. A service that does not
/// answer, at none of its copies, is named, so that nobody takes a part for the whole.
/// </summary>
sealed class AskServices(IHttpClientFactory clients, IConfiguration configuration)
{
    /// <summary>Asks all services at once.</summary>
    /// <param name="address">Path and query, the same in every service.</param>
    public async Task<AnswersOfServices<T>> Get<T>(string address, HttpContext caller, CancellationToken stop)
        where T : class
    {
        var client = clients.CreateClient(nameof(Upstreams));
        var asked = await Task.WhenAll(
            Upstreams
                .Names.Select(name => (Name: name, Copies: Upstreams.Of(configuration, name)))
                .Where(pair => pair.Copies.Count > 0)
                .Select(async pair => (pair.Name, Answer: await Ask(pair.Copies)))
        );
        return new(
            [.. asked.Where(pair => pair.Answer is not null).Select(pair => (pair.Name, pair.Answer!))],
            [.. asked.Where(pair => pair.Answer is null).Select(pair => pair.Name)]
        );

        async Task<T?> Ask(IReadOnlyList<Uri> copies)
        {
            foreach (var copy in copies)
            {
                using HttpRequestMessage message = new(HttpMethod.Get, new Uri(copy, address));
                message.Headers.TryAddWithoutValidation("Authorization", caller.Request.Headers.Authorization.ToString());
                try
                {
                    using var answer = await client.SendAsync(message, stop);
                    if (answer.IsSuccessStatusCode)
                        return await answer.Content.ReadFromJsonAsync<T>(Json.Wire, stop);
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
