using System.Text.Json;

namespace Clinic.Platform.Tests;

[Collection(OnePlatform.Name)]
public sealed class DescriptionTests(RunningPlatform platform)
{
    [Theory]
    [InlineData("registration"), InlineData("escort"), InlineData("feedback"), InlineData("training"), InlineData("payroll")]
    public async Task Every_operation_says_its_right_and_its_refusals_and_every_body_has_an_example(string service)
    {
        using HttpClient anybody = new() { BaseAddress = platform.Stack.Gateway };
        var described = JsonDocument
            .Parse(await anybody.GetStringAsync(new Uri($"api/{service}/openapi/v1.json", UriKind.Relative)))
            .RootElement;
        var operations = described
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value)))
            .ToList();

        Assert.NotEmpty(operations);
        Assert.All(
            operations,
            operation =>
            {
                var isOpen =
                    operation.Name.Contains("/survey-", StringComparison.Ordinal)
                    && operation.Name.StartsWith("post", StringComparison.Ordinal);
                Assert.True(
                    isOpen || operation.Value.GetProperty("description").GetString()!.Contains("Needs `", StringComparison.Ordinal),
                    operation.Name
                );
                Assert.True(operation.Value.TryGetProperty("summary", out _), operation.Name);
                Assert.True(isOpen || operation.Value.GetProperty("responses").TryGetProperty("403", out _), operation.Name);
                if (!operation.Value.TryGetProperty("requestBody", out var body))
                    return;
                var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
                var name = schema.GetProperty("$ref").GetString()!.Split('/')[^1];
                Assert.True(
                    described.GetProperty("components").GetProperty("schemas").GetProperty(name).TryGetProperty("examples", out _),
                    $"{operation.Name}: {name}"
                );
            }
        );
    }
}
