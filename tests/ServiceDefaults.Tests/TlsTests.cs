using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Clinic.Provision;
using Clinic.Registration.Contracts;
using Clinic.TestSupport;
using Npgsql;

namespace Clinic.ServiceDefaults.Tests;

/// <summary>
/// The parts of the platform on different machines, Provision and its backups among them: TLS between them by settings alone, with
/// certificates of a test's own.
/// </summary>
public sealed class TlsTests
{
    const string Verified = "SSL Mode=VerifyFull";

    static readonly string[] Logins = ["identity", "payroll"];

    [Fact]
    public async Task The_gateway_a_service_and_both_servers_speak_with_each_other_over_TLS_alone()
    {
        // Not CreateTempSubdirectory: the servers' own users could not pass through that.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"clinic-tls-{Guid.NewGuid():N}")).FullName;
        try
        {
            TestAuthority authority = new(folder);
            var (secure, management) = (MachineProcesses.FreePort(), MachineProcesses.FreePort());
            var brokerStarts = Servers.OwnBrokerAsync(SpeaksTls(authority, secure, management));
            await using var postgres = await Servers.OwnPostgresAsync();
            await using var broker = await brokerStarts;
            await Switch(postgres, authority);
            await Provides();
            await Provides("bus");
            await Provides("backup");

            var (gateway, payroll) = (NewAddress(), NewAddress());
            using var door = Start(
                "gateway/bin/{0}/net10.0/Clinic.Gateway.dll",
                "identity",
                gateway,
                ("services__payroll__http__0", payroll)
            );
            using var service = Start(
                "services/Payroll/Payroll/bin/{0}/net10.0/Clinic.Payroll.dll",
                "payroll",
                payroll,
                ("services__gateway__http__0", gateway)
            );
            try
            {
                using var http = authority.Http();

                // From the gateway to the service, and from the service to the gateway's keys: before they are there, nobody
                // can be told that a token is wrong.
                await Answers(http, $"{gateway}/health", HttpStatusCode.OK);
                await Answers(http, $"{gateway}/api/payroll/openapi/v1.json", HttpStatusCode.OK);
                await Answers(http, $"{payroll}/pay-claims/mine", HttpStatusCode.Unauthorized);

                // From the broker to both.
                var branch = Guid.CreateVersion7();
                await using var bus = await BusTap.Connect(broker.Uri, prepared: false);
                BranchOpened opened = new(branch, BranchKind.GeneralClinic, "Asia/Shanghai", new(2026, 1, 1));
                await bus.SaysToSomebody(opened, branch, Guid.CreateVersion7());
                foreach (var database in Logins)
                    await Eventually.Is(async () =>
                        await Count(postgres, database, $"trail WHERE kind = 'effect' AND case_id = '{branch}'") == 1
                    );

                const string lines = "pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename IN ('identity_app', 'payroll_app')";
                Assert.Equal(0, await Count(postgres, "postgres", $"{lines} AND NOT ssl"));
                Assert.Equal(2, await Count(postgres, "postgres", $"(SELECT DISTINCT usename FROM {lines}) spoken"));
                Assert.Equal([$"identity at {secure}", $"payroll at {secure}"], await Connections(broker));
            }
            finally
            {
                door.Kill();
                service.Kill();
            }

            async Task Provides(params string[] word)
            {
                UriBuilder https = new(broker.ManagementUri) { Scheme = "https", Port = int.Parse(management, null) };
                UriBuilder amqps = new(broker.Uri) { Scheme = "amqps", Port = int.Parse(secure, null) };
                var files = Path.Combine(folder, "backups");
                using var process = Run(
                    "Provision/bin/{0}/net10.0/Clinic.Provision.dll",
                    word,
                    [
                        .. Database.All.SelectMany(database =>
                            new[]
                            {
                                ($"ConnectionStrings__{database.Name}-db", $"{To(postgres, database.Name, "clinic")};{Verified}"),
                                ($"Logins__{database.Name}", TestDatabase.LoginPassword),
                            }
                        ),
                        ("ConnectionStrings__bus", amqps.Uri.ToString()),
                        ("Bus__Management", https.Uri.ToString()),
                        ("Backups__Folder", files),
                        ("Backups__Secret", "a-backup-secret-of-tests"),
                        ("Backups__EveryHours", "24"),
                        ("Backups__Keep", "1"),
                    ]
                );
                await process.WaitForExitAsync();
                Assert.Equal(0, process.ExitCode);
                if (word is ["backup"])
                    Assert.Equal(Database.All.Count, Directory.GetFiles(files, "*", SearchOption.AllDirectories).Length);
            }

            string NewAddress() => $"https://localhost:{MachineProcesses.FreePort()}";

            Process Start(string program, string login, string address, params (string Name, string Value)[] settings) =>
                Run(
                    program,
                    ["--urls", address],
                    [
                        .. settings,
                        ("ASPNETCORE_ENVIRONMENT", "Development"),
                        ($"ConnectionStrings__{login}", $"{To(postgres, login, $"{login}_app")};{Verified}"),
                        ("ConnectionStrings__bus", $"amqps://{login}:{TestDatabase.LoginPassword}@localhost:{secure}"),
                        ("Administrator__Secret", "a-secret-of-tests-for-the-first-one"),
                        ("Sealing__Secret", TestDatabase.SealingSecret),
                        ("Kestrel__Certificates__Default__Path", authority.Certificate),
                        ("Kestrel__Certificates__Default__KeyPath", authority.Key),
                    ]
                );

            Process Run(string program, string[] arguments, IEnumerable<(string Name, string Value)> settings)
            {
                var built = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
                ProcessStartInfo start = new("dotnet", [Path.Combine(Stack.Repository, string.Format(null, program, built)), .. arguments])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };
                foreach (var (name, value) in settings)
                    start.Environment[name] = value;
                // Whom a program of .NET trusts on Linux.
                start.Environment["SSL_CERT_FILE"] = authority.Root;
                var process = Process.Start(start)!;
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
                return process;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Erlang's own form of settings, beside those of the platform.
    static string SpeaksTls(TestAuthority authority, string port, string management)
    {
        var shown = $$"""{certfile, "{{authority.Certificate}}"}, {keyfile, "{{authority.Key}}"}, {cacertfile, "{{authority.Root}}"}""";
        return $$"""
            [{rabbit, [
              {ssl_listeners, [{"127.0.0.1", {{port}}}]},
              {ssl_options, [{{shown}}]}
            ]},
            {rabbitmq_management, [
              {ssl_config, [{ip, "127.0.0.1"}, {port, {{management}}}, {{shown}}]}
            ]}].
            """;
    }

    static async Task Switch(InstalledServer postgres, TestAuthority authority)
    {
        await using NpgsqlConnection administrator = new($"{postgres.ConnectionString};Pooling=false");
        await administrator.OpenAsync();
        foreach (
            var set in new[]
            {
                $"ALTER SYSTEM SET ssl_cert_file = '{authority.Certificate}'",
                $"ALTER SYSTEM SET ssl_key_file = '{authority.KeyOf("clinicpg")}'",
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()",
            }
        )
        {
            await using NpgsqlCommand command = new(set, administrator);
            await command.ExecuteNonQueryAsync();
        }
    }

    static string To(InstalledServer postgres, string database, string login)
    {
        NpgsqlConnectionStringBuilder address = new(postgres.ConnectionString) { Database = database };
        if (login != "clinic")
            (address.Username, address.Password) = (login, TestDatabase.LoginPassword);
        return address.ConnectionString;
    }

    static async Task Answers(HttpClient http, string address, HttpStatusCode expected) =>
        await Eventually.Sees(
            async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(address));
                    return $"{answer.StatusCode}";
                }
                catch (HttpRequestException failed)
                {
                    return (failed.InnerException ?? failed).Message;
                }
            },
            seen => seen == $"{expected}",
            TimeSpan.FromSeconds(90)
        );

    static async Task<long> Count(InstalledServer postgres, string database, string fromWhere)
    {
        await using NpgsqlConnection administrator = new($"{To(postgres, database, "clinic")};Pooling=false");
        await administrator.OpenAsync();
        await using NpgsqlCommand count = new($"SELECT count(*) FROM {fromWhere}", administrator);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    // Which login came in at which port. Of more the broker keeps no count here.
    static async Task<IEnumerable<string>> Connections(InstalledServer broker)
    {
        using var management = Servers.Management(new(broker.ManagementUri));
        var lines = await management.GetFromJsonAsync<JsonElement>("/api/connections");
        return lines
            .EnumerateArray()
            .Select(line => (User: line.GetProperty("user").GetString(), Name: line.GetProperty("name").GetString()!))
            .Where(line => Logins.Contains(line.User))
            .Select(line => $"{line.User} at {line.Name.Split(':')[^1]}")
            .Distinct()
            .Order();
    }
}
