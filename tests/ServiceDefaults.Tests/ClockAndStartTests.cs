using System.Net;
using Clinic.Escort;
using Clinic.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

public sealed class ClockAndStartTests(EscortService service) : IClassFixture<EscortService>
{
    [Fact]
    public async Task The_clock_moves_forward_only_is_moved_by_the_gateway_alone_and_is_remembered_over_a_restart()
    {
        Assert.True((await service.InGroup("ops.parked").Put("/ops/clock", new { ahead = "01:00:00" })).Refused("forbidden"));
        await service.MoveClock(TimeSpan.FromHours(2));
        (await service.InGroup("ops.clock").Put("/ops/clock", new { ahead = "00:10:00" })).Ok();
        Assert.Equal(TimeSpan.FromHours(2), service.Clock.Ahead);

        await service.Restart();

        await Eventually.Is(() => Task.FromResult(service.Clock.Ahead == TimeSpan.FromHours(2)));
    }

    [Fact]
    public async Task A_service_whose_schema_is_not_there_is_alive_and_not_ready()
    {
        using var early = Deployed(
            "Development",
            service.Database.Administrator.Replace(
                service.Database.Administrator.Split("Database=")[1].Split(';')[0],
                "postgres",
                StringComparison.Ordinal
            )
        );
        early.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        early.StartServer();
        using var http = early.CreateClient();

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/alive", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("/ready", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_service_is_not_ready_before_it_has_read_its_policies()
    {
        await using NpgsqlConnection administrator = new(service.Database.Administrator);
        await administrator.OpenAsync();
        await using var held = await administrator.BeginTransactionAsync();
        await using NpgsqlCommand hold = new("LOCK TABLE policy", administrator, held);
        await hold.ExecuteNonQueryAsync();
        using var early = Deployed("Development", service.Database.Login);
        early.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        early.StartServer();
        var health = early.Services.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Unhealthy, await Policies());

        await held.RollbackAsync();
        await Eventually.Sees(Policies, seen => seen == HealthStatus.Healthy);

        async Task<HealthStatus> Policies() => (await health.CheckHealthAsync(check => check.Name == "policies")).Status;
    }

    [Fact]
    public async Task Without_the_gateways_keys_nobody_is_recognised_and_everybody_is_asked_to_come_again()
    {
        using var early = Deployed("Development", service.Database.Login);
        early.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        early.StartServer();
        using var http = early.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "some.token.here");

        using var answer = await http.GetAsync(new Uri($"/trail/{Guid.NewGuid()}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public void Armed_fail_points_keep_a_service_from_starting_in_production()
    {
        using var armed = Deployed("Production", service.Database.Login)
            .WithWebHostBuilder(host => host.UseSetting("Fail:Point", "act.before-commit:1:throw"));

        Assert.Contains("Fail points", Assert.ThrowsAny<Exception>(armed.StartServer).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_without_a_declared_permission_keeps_a_service_from_starting()
    {
        await using var app = WebApplication.CreateBuilder().Build();
        app.MapGet("/declared", () => TypedResults.Ok()).Needs(new("some.permission"));
        app.MapGet("/forgotten", () => TypedResults.Ok());

        var refused = Assert.Throws<InvalidOperationException>(() =>
            Access.RefuseUndeclared(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
        );

        Assert.Contains("/forgotten", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/declared", refused.Message, StringComparison.Ordinal);
    }

    WebApplicationFactory<EscortDb> Deployed(string environment, string database) =>
        new WebApplicationFactory<EscortDb>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment(environment);
            host.UseSetting("ConnectionStrings:escort", database);
            host.UseSetting("ConnectionStrings:bus", service.AmqpOfService);
            host.UseSetting("Sealing:Secret", TestDatabase.SealingSecret);
        });
}
