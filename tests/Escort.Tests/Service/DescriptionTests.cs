using System.Text.Json;

namespace Clinic.Escort.Tests.Service;

[Collection(SharedService.Name)]
public sealed class DescriptionTests(EscortService service)
{
    [Fact]
    public async Task The_description_tells_each_acts_own_body_with_tag_and_summary()
    {
        var text = await service.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var paths = JsonDocument.Parse(text).RootElement.GetProperty("paths");
        var acts = paths
            .EnumerateObject()
            .Where(path => path.Name.StartsWith("/engagements", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(act => act.Value))
            .ToList();
        var bodies = acts.Where(act => act.TryGetProperty("requestBody", out _))
            .Select(act =>
                act.GetProperty("requestBody")
                    .GetProperty("content")
                    .GetProperty("application/json")
                    .GetProperty("schema")
                    .GetProperty("$ref")
                    .GetString()
            )
            .ToList();

        Assert.All(acts, act => Assert.False(string.IsNullOrEmpty(act.GetProperty("summary").GetString())));
        Assert.All(acts, act => Assert.NotEmpty(act.GetProperty("tags").EnumerateArray()));
        Assert.Contains("#/components/schemas/TakeInquiryRequest", bodies);
        // Escort and lead break a service off with the same words.
        Assert.Equal(
            "#/components/schemas/InterruptVisitRequest",
            Assert.Single(bodies.GroupBy(body => body), same => same.Count() > 1).Key
        );
    }
}
