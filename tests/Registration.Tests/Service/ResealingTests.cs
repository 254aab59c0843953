using Clinic.ServiceDefaults;

namespace Clinic.Registration.Tests.Service;

/// <summary>What an earlier build left in clear or wrapped otherwise is sealed and wrapped anew in the background.</summary>
public sealed class ResealingTests(RegistrationService service) : IClassFixture<RegistrationService>
{
    static readonly SealingSecret Now = new(TestDatabase.SealingSecret);

    [Fact]
    [Rule("R-055")]
    public async Task Charts_in_clear_and_keys_of_an_earlier_build_are_sealed_and_wrapped_while_both_can_be_read()
    {
        var site = await service.OpenSite();
        var visit = await (await site.CheckInNewClient()).Until("plan");
        var client = (await service.Database.Sql<Guid>($"SELECT client_id FROM visit WHERE id = '{visit.Id}'"))[0];
        var chart = await Chart();
        var phone = await Phone();
        await WrapAsBefore(client);
        await service.Database.Sql<int>(
            $"""
            SET session_replication_role = replica;
            UPDATE chart_entry SET content = decode('00', 'hex') || convert_to('{chart}', 'UTF8') WHERE visit_id = '{visit.Id}' RETURNING 1
            """
        );
        Assert.Equal(["chart_entry"], await service.Database.TablesWith("in order"));

        await service.Restart();

        await Eventually.Is(async () => (await service.Database.TablesWith("in order")).Count == 0);
        await Eventually.Is(async () => await service.Database.Count($"client WHERE id = '{client}' AND octet_length(data_key) = 64") == 1);
        Assert.Equal(
            ["ChartEntry Content", "Client DataKey"],
            await service.Database.Sql<string>(
                "SELECT concat_ws(' ', record, array_to_string(fields, ',')) FROM audit WHERE actor = 'system:sealing' ORDER BY 1"
            )
        );
        Assert.Equal(phone, await Phone());
        Assert.Equal(chart, await Chart());

        async Task<string> Chart() =>
            (await service.At(site.Branch, "visits.chart").Get($"/visits/{visit.Id}/chart"))
                .Ok()["pages"][0]
                .GetProperty("content")
                .GetRawText();

        async Task<string?> Phone() =>
            (
                await service
                    .At(site.Branch, "clients.unmask")
                    .Post($"/clients/{client}/unmasking", new { fields = new[] { "Phone" }, reason = "to compare it" })
            )
                .Ok()["phone"]
                .GetString();
    }

    // That build wrapped by the other secret, and named none.
    async Task WrapAsBefore(Guid client)
    {
        byte[] bound = [.. client.ToByteArray(bigEndian: true), .. "Key"u8];
        var key = Now.Unwrap(bound, (await service.Database.Sql<byte[]>($"SELECT data_key FROM client WHERE id = '{client}'"))[0]);
        var before = AesSeal.KeyFrom(RegistrationService.ClientSecret, "clinic registration: wraps data keys of clients");
        var wrapped = Convert.ToHexString(AesSeal.Close(before, bound, key));
        await service.Database.Sql<int>($"UPDATE client SET data_key = decode('{wrapped}', 'hex') WHERE id = '{client}' RETURNING 1");
    }
}
