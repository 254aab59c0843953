using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site that counts wrong tries from an address as a deployed one does, only to sixty.</summary>
public sealed class ThrottleTests(ThrottleTests.Strict site) : IClassFixture<ThrottleTests.Strict>
{
    public sealed class Strict : TestSite
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Login:TriesPerAddress", "60")];
    }

    [Theory]
    [InlineData("administrator"), InlineData("nobody.of.this.name")]
    public async Task From_the_third_wrong_password_on_a_name_has_to_wait_twice_as_long_each_time_known_or_not(string login)
    {
        for (var wrong = 1; wrong <= 3; wrong++)
            Assert.Equal((HttpStatusCode.Unauthorized, 0), await Try(login, "a wrong password"));

        // The first waits are shorter than a busy machine may take to ask again.
        foreach (var seconds in new[] { 1, 2 })
        {
            await site.Move(TimeSpan.FromSeconds(seconds));
            Assert.Equal((HttpStatusCode.Unauthorized, 0), await Try(login, "a wrong password"));
        }
        foreach (var seconds in new[] { 4, 8, 16, 32, 64 })
        {
            var (status, wait) = await Try(login, TestSite.Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
            Assert.InRange(wait, 1, seconds);
            await site.Move(TimeSpan.FromSeconds(seconds));
            Assert.Equal((HttpStatusCode.Unauthorized, 0), await Try(login, "a wrong password"));
        }

        var (locked, longest) = await Try(login, TestSite.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, locked);
        Assert.InRange(longest, 800, 900);

        await site.Move(TimeSpan.FromMinutes(15));
        Assert.Equal(
            login == "administrator" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized,
            (await Try(login, TestSite.Password)).Status
        );
    }

    [Fact]
    public async Task The_right_password_wipes_out_the_wrong_ones_before_it()
    {
        await site.Move(TimeSpan.FromMinutes(16));
        for (var round = 0; round < 3; round++)
        {
            for (var wrong = 0; wrong < 2; wrong++)
                Assert.Equal(HttpStatusCode.Unauthorized, (await Try("administrator", "a wrong password")).Status);
            Assert.Equal(HttpStatusCode.OK, (await Try("administrator", TestSite.Password)).Status);
        }
    }

    [Fact]
    public async Task An_address_that_tries_many_names_has_to_wait_with_all_of_them_and_not_for_good()
    {
        await site.Move(TimeSpan.FromMinutes(16));
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(nth => Try($"guess.{nth}", "a wrong password")));
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests));

        // A machine whose clock is set while this runs begins a new window of counting; the address is stopped in that one.
        for (var nth = 60; nth < 120 && (await Try($"guess.{nth}", "a wrong password")).Status != HttpStatusCode.TooManyRequests; nth++) { }

        var (status, wait) = await Try("administrator", TestSite.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(wait, 200, 300);

        await site.Move(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await Try("administrator", TestSite.Password)).Status);
    }

    async Task<(HttpStatusCode Status, int Wait)> Try(string login, string password)
    {
        using var content = JsonContent.Create(new { login, password });
        using var answer = await site.Anonymous.PostAsync(new Uri("/api/identity/sessions", UriKind.Relative), content);
        return (
            answer.StatusCode,
            answer.Headers.TryGetValues("Retry-After", out var after) ? int.Parse(after.Single(), CultureInfo.InvariantCulture) : 0
        );
    }
}
