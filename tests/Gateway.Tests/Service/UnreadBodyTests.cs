using System.Net;
using System.Net.Sockets;
using System.Text;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Tests.Service;

/// <summary>
/// Requests that are refused before their body is there, and others on the same line. Through a proxy of their own many people come to the
/// gateway on one HTTP/2 line, and the gateway itself may come to a service so.
/// </summary>
[Collection(SharedSite.Name)]
public sealed class UnreadBodyTests(TestSite site)
{
    // More than the requests of one line that the server keeps in mind while their bodies are outstanding.
    const int Many = 300;

    [Theory]
    [
        InlineData("service", "/engagements", "guide", "application/json", HttpStatusCode.Forbidden),
        InlineData("service", "/engagements", "nobody", "application/json", HttpStatusCode.Unauthorized),
        InlineData("service", "/engagements", "agent", "text/plain", HttpStatusCode.UnsupportedMediaType),
        InlineData("service", "/no/such/route", "agent", "application/json", HttpStatusCode.NotFound),
        InlineData("service", "/openapi/v1.json", "agent", "application/json", HttpStatusCode.MethodNotAllowed)
    ]
    [
        InlineData(
            "gateway",
            "/api/identity/accounts/00000000-0000-0000-0000-000000000001/grants",
            "guide",
            "application/json",
            HttpStatusCode.Forbidden
        ),
        InlineData("gateway", "/api/escort/engagements", "nobody", "application/json", HttpStatusCode.Unauthorized),
        InlineData("gateway", "/api/identity/sessions", "nobody", "text/plain", HttpStatusCode.UnsupportedMediaType),
        InlineData("gateway", "/no/such/route", "agent", "application/json", HttpStatusCode.NotFound),
        InlineData("gateway", "/.well-known/jwks.json", "agent", "application/json", HttpStatusCode.MethodNotAllowed)
    ]
    public async Task A_request_that_is_refused_before_its_body_came_leaves_the_line_to_others(
        string program,
        string path,
        string who,
        string type,
        HttpStatusCode refusal
    )
    {
        using var line = Line(program);
        var token = await TokenOf(who);
        var refused = new HttpStatusCode[Many];
        await Parallel.ForAsync(
            0,
            Many,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (number, stop) =>
            {
                using LateBody body = new(type);
                using var request = Request(HttpMethod.Post, path, token);
                request.Content = body;
                using var answer = await line.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                refused[number] = answer.StatusCode;
                body.Answered();
                await answer.Content.ReadAsStringAsync(stop);
            }
        );

        Assert.Equal([refusal], refused.Distinct());
        Assert.Equal(HttpStatusCode.OK, (await line.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("service", "/engagements"), InlineData("gateway", "/api/escort/engagements"), InlineData("gateway", "/no/such/route")]
    public async Task Of_a_body_that_never_ends_little_is_read_and_the_refusal_is_told(string program, string path)
    {
        var token = await TokenOf("guide");
        var address = program == "service" ? site.Escort.Address : site.Anonymous.BaseAddress!;
        using TcpClient line = new(address.Host, address.Port) { ReceiveTimeout = 10_000 };
        var stream = line.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
        );
        var answer = ReadToEnd(stream);
        var sent = await SendForEver(stream);

        // For want of a right or a route, or for its size, which may be seen first where the gateway waits for the body.
        Assert.Contains((await answer).Split(' ')[1], path == "/api/escort/engagements" ? ["403", "413"] : (string[])["403", "404"]);
        // What the two ends of a line of this machine keep is up to the system; a server that reads on takes far more in a second.
        Assert.InRange(sent, 0, 16 * 1_048_576);
    }

    [Theory]
    [
        InlineData("Transfer-Encoding: chunked", "2\r\n{ \r\n", "2\r\n }\r\n", "0\r\n\r\n"),
        InlineData("Content-Length: 4", "{", " ", " }"),
        InlineData("Content-Length: 100000", "30000", "30000", "30000")
    ]
    public async Task A_body_that_comes_in_parts_is_asked_about_like_one_that_comes_at_once(
        string length,
        string first,
        string second,
        string third
    )
    {
        var token = await TokenOf("guide");
        using TcpClient line = new(site.Anonymous.BaseAddress!.Host, site.Anonymous.BaseAddress.Port) { NoDelay = true };
        var stream = line.GetStream();
        await Send($"POST /api/escort/engagements HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n");
        await Send($"Content-Type: application/json\r\n{length}\r\n\r\n");
        foreach (var part in new[] { first, second, third })
        {
            // By the time that others were answered, what was sent before has been read.
            for (var number = 0; number < 5; number++)
                Assert.Equal(HttpStatusCode.OK, (await site.Raw(new(HttpMethod.Get, "/ready"))).Status);
            await Send(part == "30000" ? new string(' ', 30_000) : part);
        }
        var answer = new byte[8192];
        var got = await stream.ReadAsync(answer);

        Assert.StartsWith("HTTP/1.1 403", Encoding.ASCII.GetString(answer, 0, got), StringComparison.Ordinal);

        async Task Send(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public async Task A_small_body_that_is_refused_costs_nobody_the_line()
    {
        var token = await TokenOf("guide");
        using TcpClient line = new(site.Anonymous.BaseAddress!.Host, site.Anonymous.BaseAddress.Port) { ReceiveTimeout = 10_000 };
        var stream = line.GetStream();
        var request = Encoding.ASCII.GetBytes(
            $"POST /api/escort/engagements HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{new string(' ', 60_000)}"
        );
        for (var number = 0; number < 3; number++)
        {
            await stream.WriteAsync(request);
            Assert.Contains("HTTP/1.1 403", await ReadAnswer(stream), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("service", "/engagements"), InlineData("gateway", "/no/such/route")]
    public async Task Who_has_not_sent_the_body_by_the_time_of_the_refusal_is_told_that_the_line_ends(string program, string path)
    {
        var token = await TokenOf("guide");
        var address = program == "service" ? site.Escort.Address : site.Anonymous.BaseAddress!;
        using TcpClient line = new(address.Host, address.Port) { ReceiveTimeout = 10_000 };
        var stream = line.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"
            )
        );

        var answer = await ReadToEnd(stream);

        Assert.StartsWith("HTTP/1.1 40", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    static async Task<long> SendForEver(NetworkStream stream)
    {
        var chunk = Encoding.ASCII.GetBytes($"4000\r\n{new string(' ', 0x4000)}\r\n");
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(10));
        long sent = 0;
        try
        {
            while (true)
            {
                await stream.WriteAsync(chunk, limit.Token);
                sent += chunk.Length;
            }
        }
        catch (IOException)
        {
            return sent;
        }
    }

    static async Task<string> ReadToEnd(NetworkStream stream)
    {
        StringBuilder all = new();
        var buffer = new byte[8192];
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var got)
                all.Append(Encoding.ASCII.GetString(buffer, 0, got));
        }
        catch (IOException)
        {
            // The line was cut under the one who sends.
        }
        return all.ToString();
    }

    static async Task<string> ReadAnswer(NetworkStream stream)
    {
        StringBuilder answer = new();
        var buffer = new byte[8192];
        while (!answer.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
            answer.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        return answer.ToString();
    }

    HttpClient Line(string program) =>
        new(new SocketsHttpHandler { EnableMultipleHttp2Connections = false })
        {
            BaseAddress = program == "service" ? site.Escort.SharedLine : site.Gateway.SharedLine,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromSeconds(30),
        };

    static HttpRequestMessage Request(HttpMethod method, string path, string? token)
    {
        HttpRequestMessage request = new(method, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    async Task<string?> TokenOf(string who) =>
        who switch
        {
            "nobody" => null,
            "guide" => (await site.Staffed(await site.Branch(), Post.Guide)).AccessToken,
            _ => (await site.Staffed(await site.Branch(), Post.CustomerServiceAgent, signs: true)).AccessToken,
        };
}
