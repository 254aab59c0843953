using System.Net;
using System.Text;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site that people call <c>clinic.example</c>.</summary>
public sealed class KnownHostTests(KnownHostTests.Named site) : IClassFixture<KnownHostTests.Named>
{
    public sealed class Named : TestSite
    {
        protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("Http:Hosts:0", "clinic.example")];
    }

    [Theory]
    [
        InlineData("clinic.example"),
        InlineData("CLINIC.example:8080"),
        InlineData("localhost"),
        InlineData("127.0.0.1:80"),
        InlineData("[::1]")
    ]
    public async Task The_platform_answers_under_its_own_names(string host) =>
        Assert.Equal(HttpStatusCode.OK, (await Ask(site.Anonymous, host, "/openapi/v1.json")).Status);

    [Theory]
    [
        InlineData("evil.example"),
        InlineData("clinic.example.evil.example"),
        InlineData("169.254.169.254"),
        InlineData("localhost.evil.example")
    ]
    public async Task Under_any_other_name_it_says_that_nothing_is_known_there(string host)
    {
        Assert.True((await Ask(site.Anonymous, host, "/openapi/v1.json")).Refused("host-unknown"));
        Assert.True((await Ask(site.Anonymous, host, "/api/escort/engagements")).Refused("host-unknown"));
        Assert.True((await Ask(site.Escort.Anonymous, host, "/openapi/v1.json")).Refused("host-unknown"));
    }

    [Fact]
    public async Task A_service_knows_no_name_that_only_the_gateway_was_given() =>
        Assert.True((await Ask(site.Escort.Anonymous, "clinic.example", "/openapi/v1.json")).Refused("host-unknown"));

    [Theory]
    [InlineData("/alive"), InlineData("/ready")]
    public async Task A_supervisor_may_call_by_any_address(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await Ask(site.Anonymous, "10.1.2.3", path)).Status);

    [Theory]
    [InlineData(1, HttpStatusCode.Unauthorized), InlineData(2, HttpStatusCode.BadRequest)]
    public async Task One_mark_of_byte_order_before_a_body_is_skipped_and_a_second_is_no_JSON(int marks, HttpStatusCode status)
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        var body = Encoding.UTF8.GetBytes("""{"login":"somebody","password":"a password of nobody"}""");
        using ByteArrayContent content = new([.. Enumerable.Repeat(mark, marks).SelectMany(bytes => bytes), .. body]);
        content.Headers.ContentType = new("application/json");

        Assert.Equal(status, (await site.Raw(new(HttpMethod.Post, "/api/identity/sessions") { Content = content })).Status);
    }

    async Task<TestSupport.Answer> Ask(HttpClient program, string host, string path) =>
        await site.Raw(new(HttpMethod.Get, path) { Headers = { Host = host } }, program);
}
