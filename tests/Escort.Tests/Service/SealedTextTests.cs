using System.Net;
using System.Text.Json;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Npgsql;

namespace Clinic.Escort.Tests.Service;

/// <summary>What is written down about a client is read through the service by whoever may, and nowhere else.</summary>
public sealed class SealedTextTests(EscortService service) : IClassFixture<EscortService>
{
    static readonly string[] Canaries =
    [
        "Zhang Wei",
        "13800138000",
        "company to the heart clinic",
        "12 Garden Road",
        "walks with a stick",
        "gate 2, lift to floor 3",
        "canary of a note",
        "canary of a step",
        "canary of an alert",
        "canary of an outcome",
        "rest for a day",
        "all went well",
    ];

    [Fact]
    [Rule("R-055")]
    public async Task What_an_escort_writes_of_a_client_stands_in_no_table_and_is_there_for_the_lead()
    {
        var call = await Walked();

        foreach (var canary in Canaries)
            Assert.Equal([], await service.Database.TablesWith(canary));
        var read = (await call.File()).Ok().Text;
        foreach (var canary in Canaries.Except(["canary of a step", "canary of an alert", "canary of an outcome"]))
            Assert.Contains(canary, read, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("R-055")]
    public async Task A_page_opens_in_its_own_row_only()
    {
        var call = await Walked();

        await service.Database.Sql<int>(
            $"""
            SET session_replication_role = replica;
            UPDATE file_page SET content = (SELECT content FROM file_page WHERE engagement_id = '{call.Id}' AND kind = 'Report')
            WHERE engagement_id = '{call.Id}' AND kind = 'Inquiry' RETURNING 1
            """
        );

        Assert.Equal(HttpStatusCode.InternalServerError, (await call.File()).Status);
    }

    [Theory]
    [InlineData("content")]
    [InlineData("decode('00', 'hex') || convert_to('other words', 'UTF8')")]
    public async Task The_service_itself_cannot_change_a_page_that_is_sealed(string to)
    {
        var call = await Walked();
        await using NpgsqlConnection connection = new(service.Database.Login);
        await connection.OpenAsync();
        await using NpgsqlCommand change = new(
            $"SELECT set_config('clinic.group', 'all', false); UPDATE file_page SET content = {to} WHERE engagement_id = '{call.Id}'",
            connection
        );

        var refused = await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    [Rule("R-055")]
    public async Task The_file_of_a_client_who_is_forgotten_opens_never_again_and_the_figures_stay()
    {
        var (call, other) = (await Walked(), await Walked());
        ClientForgotten fact = new(call.ClientId, call.Site.Branch, service.Clock.GetUtcNow());

        await service.Hears(EscortService.Forgotten, fact, call.ClientId);

        var file = (await call.File()).Ok();
        Assert.All(file["pages"].EnumerateArray(), page => Assert.Equal(JsonValueKind.Null, page.GetProperty("content").ValueKind));
        Assert.All(file["notes"].EnumerateArray(), note => Assert.Equal("", note.GetProperty("words").GetString()));
        Assert.Equal(0, await service.Database.Count($"subject_key WHERE subject_id = '{call.Id}'"));
        Assert.Equal(1, await service.Database.Count($"audit WHERE kind = 'forgotten' AND record_id = '{call.Id}'"));
        Assert.True((await call.Look()).Ok()["reportOnTime"].GetBoolean());
        Assert.Contains("Zhang Wei", (await other.File()).Ok().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FailPoints.InTransaction)]
    [InlineData(FailPoints.Committed)]
    [Rule("R-055")]
    public async Task Forgetting_that_broke_before_or_after_its_effect_forgets_once_also_when_it_is_told_again(string point)
    {
        var call = await Walked();
        ClientForgotten fact = new(call.ClientId, call.Site.Branch, service.Clock.GetUtcNow());
        var broken = await service.Database.Count("started WHERE starts >= 1");
        service.Fail.Arm(point, 1, FailKind.Throw);

        var message = await service.Hears(EscortService.Forgotten, fact, call.ClientId);
        await Eventually.Is(async () => await service.Database.Count("started WHERE starts >= 1") > broken);
        await service.Hears(EscortService.Forgotten, fact, call.ClientId, message);

        Assert.Equal(0, await service.Database.Count($"subject_key WHERE subject_id = '{call.Id}'"));
        Assert.Equal(1, await service.Database.Count($"audit WHERE kind = 'forgotten' AND record_id = '{call.Id}'"));
        var file = (await call.File()).Ok().Text;
        await service.Hears(EscortService.Forgotten, fact, call.ClientId);
        Assert.Equal(file, (await call.File()).Ok().Text);
        Assert.DoesNotContain(Canaries, canary => file.Contains(canary, StringComparison.Ordinal));
        Assert.Equal(0, await service.Database.Count("parked"));
    }

    async Task<Steps> Walked()
    {
        var call = await (await service.OpenSite()).NewCall();
        foreach (var (name, act, _) in call.All)
        {
            (await act()).Ok();
            if (name == "start")
                await call.WriteOfTheDay();
        }
        return call;
    }
}
