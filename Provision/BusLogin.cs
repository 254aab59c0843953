using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Clinic.ServiceDefaults;
using RabbitMQ.Client;

namespace Clinic.Provision;

/// <summary>
/// The broker login of one service, of the service's name, and what it may: hear its own queues, say the facts of its own Contracts, say
/// those that stand again to a single listener of them, put a parked message back into its own queues. It declares nothing, because <see
/// cref="Topology"/> did, and binds nothing that is not its own already. It carries no tag, so the broker's management is closed to it.
/// </summary>
/// <param name="Name">Of the service and the login.</param>
/// <param name="Password">The password its service logs in with.</param>
/// <param name="Write">Which exchanges it sends to: an expression that fits whole names.</param>
/// <param name="Read">Which queues it hears.</param>
public sealed record BusLogin(string Name, string Password, string Write, string Read)
{
    const string Nothing = "^$";
    const int MostRefusals = 4;
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200),
        LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The login of the service that this database belongs to.</summary>
    public static BusLogin Of(Database database, string password)
    {
        var queues = $"{Regex.Escape(database.Name)}-.+";
        var facts = FactKind.SaidBy(database.Model.Assembly).Select(fact => $"{Regex.Escape(fact.Exchange.Split(':')[0])}:.+").Distinct();
        var listeners = Retelling
            .Listeners(database.Model.Assembly, Database.All.Select(other => (other.Name, other.Model.Assembly)))
            .Select(kind => Regex.Escape(kind.Queue));
        return new(database.Name, password, $"^({string.Join('|', [queues, .. facts, .. listeners])})$", $"^({queues})$");
    }

    /// <summary>
    /// Makes these logins, or gives them the password and the rights they have now; harmless to repeat. Waits up to a minute for the
    /// management interface, which answers a moment after the broker itself.
    /// </summary>
    /// <param name="management">Of the broker, with the administrator's name and password in it.</param>
    /// <param name="amqp">The broker's address, whose virtual host is meant.</param>
    public static async Task Make(string management, string amqp, IEnumerable<BusLogin> logins, CancellationToken stop = default)
    {
        var administrator = Uri.UnescapeDataString(new Uri(management).UserInfo);
        var address = new UriBuilder(management) { UserName = "", Password = "" }.Uri;
        using HttpClient http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(administrator)));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestWait);
        var host = Uri.EscapeDataString(new ConnectionFactory { Uri = new(amqp) }.VirtualHost);
        try
        {
            await Task.WhenAll(logins.Select(login => login.Make(http, host, limit.Token)));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("The broker's management interface did not answer within a minute.");
        }
    }

    async Task Make(HttpClient http, string host, CancellationToken stop)
    {
        await Put(http, $"/api/users/{Name}", new { password = Password, tags = "" }, stop);
        await Put(
            http,
            $"/api/permissions/{host}/{Name}",
            new
            {
                configure = Nothing,
                write = Write,
                read = Read,
            },
            stop
        );
    }

    static async Task Put(HttpClient http, string path, object body, CancellationToken stop)
    {
        for (var refusals = 0; ; await Task.Delay(BetweenTries, stop))
        {
            try
            {
                using var answer = await http.PutAsJsonAsync(path, body, stop);
                // Of two that make one login at the same time, one is told that its request was bad.
                if (answer.StatusCode == HttpStatusCode.BadRequest && ++refusals < MostRefusals)
                    continue;
                if (answer.StatusCode >= HttpStatusCode.InternalServerError)
                    continue;
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException notThere) when (notThere.StatusCode is null)
            {
                // Nobody answers there yet.
            }
        }
    }
}
