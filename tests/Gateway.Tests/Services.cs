using System.Net;
using Clinic.Escort;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Clinic.Gateway.Tests;

/// <summary>A real service behind the gateway.</summary>
public sealed class EscortService() : ServiceUnderTest<EscortDb>("escort")
{
    /// <summary>Where it can be reached over HTTP/2 in clear.</summary>
    public Uri SharedLine => SecondAddress.Of(Services, Address);

    protected override void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, 0, line => line.Protocols = HttpProtocols.Http2);
        base.Listen(kestrel);
    }

    /// <summary>Believes the tokens of this gateway from now on.</summary>
    public async Task Trust(HttpClient gateway) =>
        Services
            .GetRequiredService<KeyRing>()
            .Replace(new JsonWebKeySet(await gateway.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative))));
}

/// <summary>The gateway as deployed, with these settings beside the generous ones of most tests.</summary>
public sealed class GatewayService(IEnumerable<KeyValuePair<string, string>> settings) : ServiceUnderTest<IdentityDb>("identity")
{
    /// <summary>What the first start would print.</summary>
    public const string Secret = "a-secret-of-the-first-start";

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [
            new("Administrator:Secret", Secret),
            new("Login:NamesPerAddress", "1000"),
            new("RateLimit:Burst", "10000"),
            new("RateLimit:PerSecond", "10000"),
            .. settings,
        ];

    /// <summary>Where it can be reached over HTTP/2 in clear.</summary>
    public Uri SharedLine => SecondAddress.Of(Services, Address);

    protected override void Listen(KestrelServerOptions kestrel)
    {
        kestrel.Listen(IPAddress.Loopback, 0, line => line.Protocols = HttpProtocols.Http2);
        base.Listen(kestrel);
    }

    protected override void Introduce(KeyRing ring) { }
}

/// <summary>Of the two addresses of a program the one that is not the first.</summary>
static class SecondAddress
{
    public static Uri Of(IServiceProvider services, Uri first) =>
        new(
            services
                .GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single(text => new Uri(text).Port != first.Port)
        );
}
