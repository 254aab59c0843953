using System.Net;

namespace Clinic.ServiceDefaults.Tests;

public sealed class AccessTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    public async Task Without_a_token_nobody_gets_in()
    {
        using var answer = await service.Anonymous.GetAsync(new Uri($"/trail/{Guid.NewGuid()}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Without_the_permission_the_door_stays_shut()
    {
        var answer = await service.InGroup("policies.read").Get($"/trail/{Guid.NewGuid()}");

        Assert.True(answer.Refused("forbidden"));
    }

    [Fact]
    public async Task With_the_permission_the_trail_of_an_unknown_case_is_empty()
    {
        var answer = await service.InGroup("trail.read").Get($"/trail/{Guid.NewGuid()}");

        Assert.Equal(0, answer.Ok().Body.GetArrayLength());
    }

    [Fact]
    public async Task An_unknown_route_and_a_wrong_method_are_problems_with_a_code()
    {
        Assert.True((await service.InGroup("trail.read").Get("/nowhere")).Refused("not-found"));
        Assert.True((await service.InGroup("trail.read").Post($"/trail/{Guid.NewGuid()}")).Refused("method-not-allowed"));
    }
}
