using System.Text.Json;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class DescriptionTests(RegistrationService service)
{
    [Fact]
    public async Task The_description_tells_each_acts_own_body()
    {
        var text = await service.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        var paths = JsonDocument.Parse(text).RootElement.GetProperty("paths");

        Assert.Equal("#/components/schemas/CheckInRequest", BodyOf("/visits"));
        Assert.Equal("#/components/schemas/RegisterClientRequest", BodyOf("/clients"));
        Assert.Equal("#/components/schemas/RecordConsentRequest", BodyOf("/visits/{visitId}/consent"));

        string? BodyOf(string path) =>
            paths
                .GetProperty(path)
                .GetProperty("post")
                .GetProperty("requestBody")
                .GetProperty("content")
                .GetProperty("application/json")
                .GetProperty("schema")
                .GetProperty("$ref")
                .GetString();
    }
}
