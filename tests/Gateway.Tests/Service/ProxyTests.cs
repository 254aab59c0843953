using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Clinic.Payroll.Contracts;
using Clinic.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class ProxyTests(TestSite site)
{
    [Fact]
    public async Task What_only_the_gateway_may_say_never_comes_from_outside()
    {
        ConcurrentQueue<Dictionary<string, string>> arrived = [];
        var subject = Guid.NewGuid();
        using var watching = site
            .Escort.Services.GetRequiredService<DiagnosticListener>()
            .Subscribe(
                new Watcher(context =>
                {
                    if (context.Request.Path == $"/trail/{subject}")
                        arrived.Enqueue(
                            context.Request.Headers.ToDictionary(
                                header => header.Key,
                                header => header.Value.ToString(),
                                StringComparer.OrdinalIgnoreCase
                            )
                        );
                })
            );
        HttpRequestMessage request = new(HttpMethod.Get, $"/api/escort/trail/{subject}");
        request.Headers.Authorization = new("Bearer", (await site.LogIn("administrator")).AccessToken);
        string[] spoofed =
        [
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "X-Forwarded-Prefix",
            "X-Forwarded-Anything",
            "Forwarded",
            "X-User-Id",
            "X-User",
            "x-branch-id",
            "X-Original-URL",
            "X-HTTP-Method-Override",
            "X-Real-IP",
        ];
        foreach (var name in spoofed)
            Assert.True(request.Headers.TryAddWithoutValidation(name, "spoofed"));
        request.Headers.Add("X-Harmless", "kept");

        Assert.Equal(HttpStatusCode.OK, (await site.Raw(request)).Status);

        var headers = Assert.Single(arrived);
        Assert.DoesNotContain("spoofed", headers.Values);
        Assert.Equal(("127.0.0.1", "kept"), (headers["X-Forwarded-For"], headers["X-Harmless"]));
    }

    [Fact]
    public async Task What_the_gateway_lets_in_is_not_too_much_for_a_service()
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/api/escort/openapi/v1.json");
        for (var number = 0; number < 55; number++)
            request.Headers.Add($"X-Harmless-{number}", new string('x', 500));

        Assert.Equal(HttpStatusCode.OK, (await site.Raw(request)).Status);
    }

    [Fact]
    public async Task A_method_override_changes_nothing()
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/identity/sessions/current");
        request.Headers.Authorization = new("Bearer", (await site.LogIn("administrator")).AccessToken);
        request.Headers.Add("X-HTTP-Method-Override", "DELETE");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await site.Raw(request)).Status);
    }

    [Fact]
    public async Task The_description_of_a_service_is_open_and_nothing_else_of_it()
    {
        Assert.Equal(HttpStatusCode.OK, (await site.Raw(new(HttpMethod.Get, "/api/escort/openapi/v1.json"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Raw(new(HttpMethod.Get, "/api/escort/openapi/v2.json"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Raw(new(HttpMethod.Get, "/api/escort/no/such/route"))).Status);
    }

    [Fact]
    public async Task The_gateway_describes_its_own_routes()
    {
        var paths = (await site.Raw(new(HttpMethod.Get, "/openapi/v1.json")))
            .Ok()["paths"]
            .EnumerateObject()
            .Select(path => path.Name)
            .ToList();

        Assert.Contains("/api/identity/sessions", paths);
        Assert.Contains("/trail/{correlationId}", paths);
        Assert.Contains("/ops/clock", paths);
    }

    [Fact]
    public async Task A_service_judges_the_permission_itself_and_its_refusal_comes_through()
    {
        var administrator = await site.Admin();

        Assert.True((await administrator.Get("/api/escort/no/such/route")).Refused("not-found"));
        Assert.True((await administrator.Get("/api/escort/ops/parked")).Accepted);
        Assert.True(
            (await administrator.Post($"/api/escort/ops/parked/{Guid.NewGuid()}/discard", new { reason = "none" })).Refused("not-found")
        );
    }

    [Theory]
    [InlineData("/api/payroll/employees"), InlineData("/api/registration/visits")]
    public async Task A_service_that_does_not_answer_is_a_problem_and_says_when_to_come_back(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path)
        {
            Headers = { { "Authorization", $"Bearer {(await site.LogIn("administrator")).AccessToken}" } },
        };
        using var answer = await site.Anonymous.SendAsync(request);

        Assert.InRange((int)answer.StatusCode, 502, 504);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"unavailable\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Where_something_is_that_was_made_is_said_as_it_is_reached_from_outside()
    {
        var branch = await site.Branch();
        var agent = await site.Staffed(branch, Post.CustomerServiceAgent);
        await site.Sign(agent.Id, branch);
        agent = await site.LogIn(agent.Login);
        var id = Guid.CreateVersion7();
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/escort/engagements")
        {
            Headers = { { "Authorization", $"Bearer {agent.AccessToken}" } },
            Content = JsonContent.Create(
                new
                {
                    id,
                    branchId = branch,
                    channel = "Phone",
                    clientName = "Zhang Wei",
                    phone = "13900000000",
                    need = "Somebody to come along",
                }
            ),
        };

        using var made = await site.Anonymous.SendAsync(request);

        Assert.Equal((HttpStatusCode.Created, $"/api/escort/engagements/{id}"), (made.StatusCode, made.Headers.Location?.OriginalString));
        Assert.Equal(id, (await agent.Person.Get(made.Headers.Location!.OriginalString)).Ok()["id"].GetGuid());
    }

    [Fact]
    public async Task When_a_copy_dies_reading_goes_on_unnoticed()
    {
        var copies = site
            .Gateway.Services.GetRequiredService<IProxyStateLookup>()
            .GetClusters()
            .Single(cluster => cluster.ClusterId == "training")
            .Destinations.Values;
        await Eventually.Is(() => Task.FromResult(copies.All(copy => copy.Health.Active == DestinationHealth.Healthy)));

        site.Line.Cut();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => site.Raw(new(HttpMethod.Get, "/api/training/openapi/v1.json")))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Fact]
    public async Task The_trail_of_a_case_is_put_together_and_names_who_is_missing()
    {
        var branch = await site.Branch();

        var trail = (await (await site.Admin()).Get($"/trail/{branch}")).Ok();

        Assert.Equal(["payroll"], trail["missing"].EnumerateArray().Select(name => name.GetString()));
        Assert.DoesNotContain(trail["steps"].EnumerateArray(), step => step.GetProperty("service").GetString() != "identity");
        Assert.Equal(
            "identity-know-branch-when-branch-opened",
            Assert.Single(trail["steps"].EnumerateArray().ToList()).GetProperty("type").GetString()
        );
    }

    [Fact]
    public async Task The_gateway_is_ready_and_says_that_not_every_service_has_answered_yet()
    {
        var health = await Eventually.Sees(() => site.Raw(new(HttpMethod.Get, "/health")), answer => answer.Text == "Unhealthy");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        Assert.Equal("Healthy", (await site.Raw(new(HttpMethod.Get, "/ready"))).Text);
    }

    sealed class Watcher(Action<HttpContext> see) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start" && value.Value is HttpContext context)
                see(context);
        }

        public void OnError(Exception error) { }

        public void OnCompleted() { }
    }
}
