using System.Net;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

/// <summary>A site of its own, whose first administrator is already there.</summary>
public sealed class AdministratorTests(AdministratorTests.Fresh fresh) : IClassFixture<AdministratorTests.Fresh>
{
    /// <summary>A gateway nobody has claimed yet.</summary>
    public sealed class Fresh : IAsyncLifetime
    {
        public GatewayService Gateway { get; } = new([]);

        public Task InitializeAsync() => Gateway.InitializeAsync();

        public Task DisposeAsync() => Gateway.DisposeAsync();
    }

    [Fact]
    public async Task The_first_administrator_is_made_once_and_only_with_the_secret()
    {
        TestSite site = new();
        var wrong = await Claim(site, "a-guess", "guesser");
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(nth => Claim(site, GatewayService.Secret, $"claimer-{nth}")));
        var late = await Claim(site, GatewayService.Secret, "latecomer");

        Assert.Equal(HttpStatusCode.Forbidden, wrong.Status);
        Assert.True(wrong.Refused("administrator-secret-wrong"));
        Assert.Equal(HttpStatusCode.Created, Assert.Single(claims, claim => claim.Accepted).Status);
        Assert.All(claims.Where(claim => !claim.Accepted), claim => Assert.True(claim.Refused("administrator-exists")));
        Assert.True(late.Refused("administrator-exists"));
        Assert.Equal(1, await fresh.Gateway.Database.Count("account"));
    }

    Task<Answer> Claim(TestSite site, string secret, string login) =>
        site.Send(
            "/api/identity/administrator",
            new
            {
                secret,
                login,
                password = TestSite.Password,
            },
            fresh.Gateway.Anonymous
        );
}
