using System.Text.Encodings.Web;
using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// The OpenAPI documents as everybody may rely on them, in <c>docs/openapi</c>. Who changes what they say on purpose writes them anew with
/// <c>WRITE_OPENAPI=1 ./test FrozenDescriptionTests</c>, so that a reviewer sees the difference.
/// </summary>
[Collection(OnePlatform.Name)]
public sealed class FrozenDescriptionTests(RunningPlatform platform)
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("gateway", "openapi/v1.json")]
    [InlineData("registration", "api/registration/openapi/v1.json")]
    [InlineData("escort", "api/escort/openapi/v1.json")]
    [InlineData("feedback", "api/feedback/openapi/v1.json")]
    [InlineData("training", "api/training/openapi/v1.json")]
    [InlineData("payroll", "api/payroll/openapi/v1.json")]
    public async Task A_service_is_described_as_it_was_frozen(string service, string address)
    {
        using HttpClient anybody = new() { BaseAddress = platform.Stack.Gateway };
        var described = JsonSerializer.Deserialize<JsonElement>(await anybody.GetStringAsync(new Uri(address, UriKind.Relative)));
        var members = described
            .EnumerateObject()
            .Where(member => member.Name != "servers")
            .ToDictionary(member => member.Name, member => member.Value);
        var text = JsonSerializer.Serialize(members, Readable) + "\n";
        var file = Path.Combine(Stack.Repository, "docs", "openapi", $"{service}.json");
        if (Environment.GetEnvironmentVariable("WRITE_OPENAPI") is not null)
            await File.WriteAllTextAsync(file, text);

        Assert.Equal(await File.ReadAllTextAsync(file), text);
    }
}
