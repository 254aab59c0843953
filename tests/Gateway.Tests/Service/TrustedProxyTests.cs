using System.Net;
using System.Net.Http.Json;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site behind a proxy at which TLS ends: whoever calls from this machine.</summary>
public sealed class TrustedProxyTests(TrustedProxyTests.BehindProxy site) : IClassFixture<TrustedProxyTests.BehindProxy>
{
    public sealed class BehindProxy : TestSite
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Edge:TrustedProxies:0", "127.0.0.0/8")];
    }

    [Theory]
    [InlineData("https", true), InlineData("http", false), InlineData(null, false)]
    public async Task A_device_is_remembered_over_TLS_only_when_the_proxy_says_that_its_own_line_was_TLS(string? line, bool isSecure) =>
        Assert.Equal((isSecure, isSecure), await LogsIn(site, line));

    /// <summary>Whether the cookie of the device, and the browser from then on, are kept to TLS.</summary>
    internal static async Task<(bool Cookie, bool Browser)> LogsIn(TestSite site, string? line)
    {
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        using HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.Gateway.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/identity/sessions")
        {
            Content = JsonContent.Create(new { login = nurse.Login, password = TestSite.Password }),
        };
        if (line is not null)
            request.Headers.Add("X-Forwarded-Proto", line);

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("clinic-device=", cookie, StringComparison.Ordinal);
        return (
            cookie.Split("; ").Contains("secure", StringComparer.OrdinalIgnoreCase),
            answer.Headers.Contains("Strict-Transport-Security")
        );
    }
}

[Collection(SharedSite.Name)]
public sealed class UntrustedProxyTests(TestSite site)
{
    [Fact]
    public async Task What_anybody_else_says_of_a_line_is_not_believed() =>
        Assert.Equal((false, false), await TrustedProxyTests.LogsIn(site, "https"));
}
