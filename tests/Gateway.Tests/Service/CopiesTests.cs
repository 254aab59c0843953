using System.Net;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Clinic.Gateway.Tests.Service;

/// <summary>Two copies of the gateway on one database.</summary>
[Collection(SharedSite.Name)]
public sealed class CopiesTests(TestSite site)
{
    [Fact]
    public async Task A_session_begun_at_one_copy_goes_on_at_the_other_and_ends_at_both()
    {
        await using Second second = new(site);
        second.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        second.StartServer();
        using var other = second.CreateClient();
        await Eventually.Is(async () => (await other.GetAsync(new Uri("/ready", UriKind.Relative))).IsSuccessStatusCode);
        var nurse = await site.Staffed(await site.Branch(), Post.Nurse);
        Task<Answer> LookThere() =>
            site.Raw(new(HttpMethod.Get, $"/trail/{nurse.Id}") { Headers = { { "Authorization", $"Bearer {nurse.AccessToken}" } } }, other);

        Assert.Equal(HttpStatusCode.OK, (await LookThere()).Status);
        (await nurse.Person.Delete("/api/identity/sessions/current")).Ok();

        await Eventually.Sees(LookThere, answer => answer.Status == HttpStatusCode.Unauthorized, within: TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_gateway_that_has_not_read_its_keys_asks_everybody_to_come_again_and_sends_nobody_to_the_login()
    {
        // Without its schema it stays where it is for a moment at every start.
        var database = site.Gateway.Database.Administrator;
        await using Second starting = new(
            site,
            database.Replace(database.Split("Database=")[1].Split(';')[0], "postgres", StringComparison.Ordinal)
        );
        starting.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        starting.StartServer();
        using var there = starting.CreateClient();

        foreach (var path in new[] { $"/trail/{Guid.NewGuid()}", $"/api/registration/visits/{Guid.NewGuid()}" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "Authorization", "Bearer some.token.here" } } };
            using var answer = await there.SendAsync(request);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    sealed class Second(TestSite site, string? database = null) : WebApplicationFactory<IdentityDb>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:identity", database ?? site.Gateway.Database.Login);
            builder.UseSetting("ConnectionStrings:bus", site.Gateway.AmqpOfService);
            builder.UseSetting("Administrator:Secret", GatewayService.Secret);
        }
    }
}
