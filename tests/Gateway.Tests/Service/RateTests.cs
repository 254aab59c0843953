using System.Net;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site where forty requests at once are too many.</summary>
public sealed class RateTests(RateTests.Small site) : IClassFixture<RateTests.Small>
{
    public sealed class Small : TestSite
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings =>
            [new("RateLimit:Burst", "40"), new("RateLimit:PerSecond", "1")];
    }

    [Fact]
    public async Task A_session_that_runs_wild_is_slowed_down_and_others_are_not()
    {
        var (wild, calm) = (await site.LogIn("administrator"), await site.LogIn("administrator"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => wild.Person.Get($"/api/escort/trail/{Guid.NewGuid()}")));

        Assert.InRange(answers.Count(answer => answer.Accepted), 40, 60);
        Assert.All(answers.Where(answer => !answer.Accepted), answer => Assert.True(answer.Refused("too-many-requests")));
        Assert.True((await calm.Person.Get($"/api/escort/trail/{Guid.NewGuid()}")).Accepted);
        Assert.Equal(HttpStatusCode.OK, (await site.Raw(new(HttpMethod.Get, "/ready"))).Status);

        using HttpRequestMessage request = new(HttpMethod.Get, "/trail/00000000-0000-0000-0000-000000000000")
        {
            Headers = { { "Authorization", $"Bearer {wild.AccessToken}" } },
        };
        using var slowed = await site.Anonymous.SendAsync(request);
        Assert.True(slowed.StatusCode != HttpStatusCode.TooManyRequests || slowed.Headers.RetryAfter is not null);
    }
}
