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

        await OthersOfOneLineAreNotHeldUp(wild, calm);

        using HttpRequestMessage request = new(HttpMethod.Get, "/trail/00000000-0000-0000-0000-000000000000")
        {
            Headers = { { "Authorization", $"Bearer {wild.AccessToken}" } },
        };
        using var slowed = await site.Anonymous.SendAsync(request);
        Assert.True(slowed.StatusCode != HttpStatusCode.TooManyRequests || slowed.Headers.RetryAfter is not null);
    }

    // Also somebody who is slowed down may still be sending.
    async Task OthersOfOneLineAreNotHeldUp(Staff wild, Staff calm)
    {
        using HttpClient line = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = false })
        {
            BaseAddress = site.Gateway.SharedLine,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        HashSet<HttpStatusCode> answers = [];
        for (var number = 0; number < 300; number++)
        {
            using LateBody body = new();
            using HttpRequestMessage late = new(HttpMethod.Post, "/nowhere")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = body,
                Headers = { { "Authorization", $"Bearer {wild.AccessToken}" } },
            };
            using var refused = await line.SendAsync(late, HttpCompletionOption.ResponseHeadersRead);
            answers.Add(refused.StatusCode);
            body.Answered();
            await refused.Content.ReadAsStringAsync();
        }
        using HttpRequestMessage other = new(HttpMethod.Get, $"/api/escort/trail/{Guid.NewGuid()}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "Authorization", $"Bearer {calm.AccessToken}" } },
        };

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, (await line.SendAsync(other)).StatusCode);
    }
}
