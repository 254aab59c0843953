using System.Net;

namespace Clinic.ServiceDefaults;

/// <summary>
/// A program answers under its own names only: those of this machine, the one by which the other parts of the platform call it
/// (<c>Http:OwnHost</c>), and those that its people were told (<c>Http:Hosts</c>). A page that leads a browser here under a name of its
/// own is refused. A supervisor may come by any name: it calls by an address that nobody knows ahead, and is told one word.
/// </summary>
sealed class KnownHost(RequestDelegate next, IConfiguration configuration)
{
    static readonly Refusal Unknown = new(
        "host-unknown",
        "Nothing is known here under the name in the address; ask for the right one.",
        400
    );

    readonly HashSet<string> names = new(
        [.. configuration.GetSection("Http:Hosts").Get<string[]>() ?? [], configuration["Http:OwnHost"] ?? "localhost", "localhost"],
        StringComparer.OrdinalIgnoreCase
    );

    public Task InvokeAsync(HttpContext context) =>
        IsOurs(context.Request.Host.Host) || Health.IsAskedBy(context.Request) ? next(context) : Problems.Write(context, Unknown);

    bool IsOurs(string host) => names.Contains(host) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
