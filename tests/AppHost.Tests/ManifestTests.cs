using System.Text.Json;

namespace Clinic.AppHostTests;

/// <summary>What the platform is published as, part by part.</summary>
public sealed class ManifestTests(Manifest manifest) : IClassFixture<Manifest>
{
    static readonly string[] Services = ["registration", "escort", "feedback", "training", "payroll"];

    JsonElement Resources => manifest.Resources;

    [Fact]
    public void Every_part_of_the_platform_is_published_and_nothing_of_this_machine() =>
        Assert.Equal(
            [
                .. Services.Append("identity").SelectMany(name => new[] { $"{name}-bus-password", $"{name}-db", $"{name}-password" }),
                .. Services,
                .. Services.Select(name => $"{name}-sealing-secret"),
                "administrator-secret",
                "backup-secret",
                "backups",
                "bus",
                "bus-password",
                "gateway",
                "postgres",
                "postgres-password",
                "provision",
                "registration-client-secret",
                "server-user",
                "topology",
            ],
            // The same value once more for an address is no part of its own.
            Resources
                .EnumerateObject()
                .Select(member => member.Name)
                .Where(name => !name.EndsWith("-uri-encoded", StringComparison.Ordinal)),
            Unordered
        );

    [Fact]
    public void A_service_listens_where_the_gateway_calls_it_and_answers_under_that_name()
    {
        foreach (var service in Services)
        {
            Assert.Equal("http", Assert.Single(Of(service, "bindings").EnumerateObject()).Name);
            Assert.Equal($"{{{service}.bindings.http.url}}", Variable("gateway", $"services__{service}__http__0"));
            Assert.Equal($"{{{service}.bindings.http.host}}", Variable(service, "Http__OwnHost"));
            Assert.Contains($"{{{service}.bindings.http.targetPort}}", Variable(service, "HTTP_PORTS"), StringComparison.Ordinal);
            Assert.Equal("{gateway.bindings.http.url}", Variable(service, "services__gateway__http__0"));
        }
        Assert.Equal("{gateway.bindings.http.host}", Variable("gateway", "Http__OwnHost"));
        var door = Assert.Single(Of("gateway", "bindings").EnumerateObject());
        Assert.True(door.Value.GetProperty("external").GetBoolean());
        Assert.DoesNotContain(
            Services,
            service =>
                Of(service, "bindings")
                    .EnumerateObject()
                    .Any(member => member.Value.TryGetProperty("external", out var external) && external.GetBoolean())
        );
    }

    [Fact]
    public void A_service_is_given_its_own_logins_and_nobody_elses_and_never_an_administrators()
    {
        foreach (var (program, own) in Services.Select(name => (name, name)).Append(("gateway", "identity")))
        {
            var variables = Resources
                .GetProperty(program)
                .GetProperty("env")
                .EnumerateObject()
                .ToDictionary(member => member.Name, member => member.Value.GetString()!);
            Assert.Contains(
                $"Username={own}_app;Password={{{own}-password.value}};Database={own}",
                variables[$"ConnectionStrings__{own}"],
                StringComparison.Ordinal
            );
            Assert.StartsWith($"amqp://{own}:{{{own}-bus-password", variables["ConnectionStrings__bus"], StringComparison.Ordinal);
            var all = string.Join('\n', variables.Values);
            foreach (
                var foreign in Resources
                    .EnumerateObject()
                    .Select(member => member.Name)
                    .Where(name =>
                        name.EndsWith("-password", StringComparison.Ordinal) && !name.StartsWith($"{own}-", StringComparison.Ordinal)
                    )
            )
                Assert.DoesNotContain($"{{{foreign}.", all, StringComparison.Ordinal);
            Assert.DoesNotContain(".connectionString}", all, StringComparison.Ordinal);
            Assert.DoesNotContain("backup-secret", all, StringComparison.Ordinal);
            // Only a proxy that the configuration names may say for whom it speaks.
            Assert.DoesNotContain("ASPNETCORE_FORWARDEDHEADERS_ENABLED", variables.Keys);
        }
        Assert.Equal("{administrator-secret.value}", Variable("gateway", "Administrator__Secret"));
        Assert.Equal("{registration-client-secret.value}", Variable("registration", "Clients__Secret"));
        foreach (var service in Services)
            Assert.Equal($"{{{service}-sealing-secret.value}}", Variable(service, "Sealing__Secret"));
    }

    [Fact]
    public void Provision_has_the_administrators_logins_and_the_passwords_that_it_gives_out()
    {
        foreach (var name in Services.Append("identity"))
        {
            Assert.Equal($"{{{name}-db.connectionString}}", Variable("provision", $"ConnectionStrings__{name}-db"));
            Assert.Equal($"{{{name}-password.value}}", Variable("provision", $"Logins__{name}"));
            Assert.Equal($"{{{name}-bus-password.value}}", Variable("topology", $"Logins__{name}"));
            Assert.Equal($"{{{name}-db.connectionString}}", Variable("backups", $"ConnectionStrings__{name}-db"));
        }
        Assert.Equal("{bus.connectionString}", Variable("topology", "ConnectionStrings__bus"));
        Assert.Equal("bus", Assert.Single(Of("topology", "args").EnumerateArray()).GetString());
        Assert.Equal("{backup-secret.value}", Variable("backups", "Backups__Secret"));
    }

    [Fact]
    public void Data_and_secrets_outlive_the_containers()
    {
        foreach (var (server, volume) in new[] { ("postgres", "clinic-postgres"), ("bus", "clinic-bus") })
            Assert.Equal(volume, Assert.Single(Of(server, "volumes").EnumerateArray()).GetProperty("name").GetString());
        foreach (
            var secret in Resources
                .EnumerateObject()
                .Where(member =>
                    member.Name.EndsWith("-password", StringComparison.Ordinal) || member.Name.EndsWith("-secret", StringComparison.Ordinal)
                )
        )
            Assert.True(secret.Value.GetProperty("inputs").GetProperty("value").GetProperty("secret").GetBoolean(), secret.Name);
    }

    JsonElement Of(string resource, string part) => manifest.Of(resource, part);

    string Variable(string resource, string name) => Of(resource, "env").GetProperty(name).GetString()!;

    static readonly IEqualityComparer<IEnumerable<string>> Unordered = EqualityComparer<IEnumerable<string>>.Create(
        (enumerable, other) => enumerable!.ToHashSet().SetEquals(other!)
    );
}
