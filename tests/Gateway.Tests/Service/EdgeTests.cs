using System.Net;
using System.Text;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class EdgeTests(TestSite site)
{
    [Theory]
    [
        InlineData("GET", "/nowhere", 404, "not-found"),
        InlineData("GET", "/api", 404, "not-found"),
        InlineData("GET", "/api/nobody/here", 404, "not-found"),
        InlineData("GET", "/api/identity", 404, "not-found")
    ]
    [
        InlineData("GET", "/api/identity/sessions/refresh", 405, "method-not-allowed"),
        InlineData("PATCH", "/api/identity/password", 405, "method-not-allowed")
    ]
    [
        InlineData("TRACE", "/api/escort/policies", 405, "method-not-allowed"),
        InlineData("PROPFIND", "/api/identity/sessions", 405, "method-not-allowed")
    ]
    [
        InlineData("GET", "/api/identity/accounts/00000000-0000-0000-0000-000000000000", 401, "unauthenticated"),
        InlineData("GET", "/api/escort/ops/parked", 401, "unauthenticated")
    ]
    [
        InlineData("GET", "/trail/00000000-0000-0000-0000-000000000000", 401, "unauthenticated"),
        InlineData("GET", "/ops/parked", 401, "unauthenticated")
    ]
    [
        InlineData("DELETE", "/api/identity/sessions/current", 401, "unauthenticated"),
        InlineData("POST", "/api/escort/openapi/v1.json", 401, "unauthenticated")
    ]
    public async Task A_stranger_gets_a_problem_with_a_code(string method, string path, int status, string code)
    {
        var answer = await site.Raw(new(new(method), path));

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Equal(32, answer["traceId"].GetString()!.Length);
    }

    [Theory]
    [
        InlineData("ready"),
        InlineData("alive"),
        InlineData("health"),
        InlineData("ops/clock"),
        InlineData("Ready"),
        InlineData("ready/"),
        InlineData("ops/clock/"),
        InlineData("ops%2fclock")
    ]
    public async Task What_a_service_tells_its_supervisors_is_not_reached_from_outside(string path)
    {
        var administrator = await site.Admin();

        Assert.True((await administrator.Get($"/api/escort/{path}")).Refused("not-found"));
        Assert.True((await administrator.Put($"/api/escort/{path}", new { ahead = "01:00:00" })).Refused("not-found"));
    }

    [Theory]
    [
        InlineData("not json at all"),
        InlineData(""),
        InlineData("null"),
        InlineData("[]"),
        InlineData("{\"login\":\"a.name\""),
        InlineData("{\"login\":\"a.name\",\"login\":\"b.name\",\"password\":\"p\"}")
    ]
    [
        InlineData("{\"login\":\"a.name\",\"password\":\"p\",\"isAdmin\":true}"),
        InlineData("{\"login\":\"a.name\"}"),
        InlineData("{\"login\":7,\"password\":\"p\"}"),
        InlineData("{\"login\":\"a b\",\"password\":\"p\"}")
    ]
    [
        InlineData("{\"login\":\"a\\u0000name\",\"password\":\"p\"}"),
        InlineData("{\"login\":\"a.name\",\"password\":\"\\ud800\"}"),
        InlineData("{\"login\":\"a.name\",\"password\":null}")
    ]
    public async Task A_body_that_cannot_be_meant_is_refused_before_anyone_is_looked_up(string body)
    {
        var answer = await site.Raw(
            new(HttpMethod.Post, "/api/identity/sessions") { Content = new StringContent(body, Encoding.UTF8, "application/json") }
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("bad-request", answer.Code);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a.name", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain"), InlineData("application/xml"), InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_json_is_refused(string type) =>
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (
                await site.Raw(
                    new(HttpMethod.Post, "/api/identity/sessions") { Content = new StringContent("login=a", Encoding.UTF8, type) }
                )
            ).Status
        );

    [Theory]
    [
        InlineData("/api/identity/sessions", false),
        InlineData("/api/identity/sessions", true),
        InlineData("/api/escort/ops/parked", false),
        InlineData("/api/escort/ops/parked", true)
    ]
    public async Task A_body_of_more_than_a_mebibyte_is_refused(string path, bool chunked)
    {
        HttpRequestMessage request = new(HttpMethod.Post, path)
        {
            Content = new StringContent($"{{\"login\":\"{new string('a', 1_100_000)}\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", (await site.LogIn("administrator")).AccessToken);
        request.Headers.TransferEncodingChunked = chunked;
        // Asks before it sends: a refused body is not read, and the line is closed under whoever is still sending.
        request.Headers.ExpectContinue = true;

        var answer = await site.Raw(request);

        Assert.True(
            answer.Status is HttpStatusCode.RequestEntityTooLarge
                || path.Contains("escort", StringComparison.Ordinal) && answer.Status is HttpStatusCode.MethodNotAllowed,
            answer.Text
        );
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_a_browser_from_guessing_framing_and_storing()
    {
        var token = (await site.Staffed(await site.Branch(), Post.Nurse)).AccessToken;
        foreach (
            var path in new[]
            {
                "/api/nowhere",
                "/api/identity/sessions",
                "/api/escort/openapi/v1.json",
                $"/api/escort/trail/{Guid.NewGuid()}",
                "/api/payroll/anything",
            }
        )
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "Authorization", $"Bearer {token}" } } };
            using var answer = await site.Anonymous.SendAsync(request);

            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }
}
