using System.Net;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class SealedClientTests(RegistrationService service)
{
    [Fact]
    [Rule("R-055")]
    public async Task Whoever_reads_the_database_reads_no_phone_address_or_identity_number()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client, idNumber: TestSite.Card, phone: "13912345678"))).Ok();

        var row = Assert.Single(await service.Database.Sql<string>($"SELECT client::text FROM client WHERE id = '{client}'"));

        // The bytes as PostgreSQL writes them, and what they would be in readable letters.
        foreach (var secret in new[] { "13912345678", "5678", TestSite.Card, "12 Garden Road" })
        {
            Assert.DoesNotContain(secret, row, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret)), row, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(0, await service.Database.Count("audit WHERE array_to_string(fields, ',') LIKE '%5678%'"));
    }

    [Fact]
    [Rule("R-107")]
    public async Task Masked_fields_are_shown_only_at_the_own_branch_by_right_and_with_a_reason_and_each_time_on_record()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client, idNumber: TestSite.Card))).Ok();
        var path = $"/clients/{client}/unmasking";

        Assert.True((await site.Desk.Post(path, new { fields = new[] { "IdNumber" }, reason = "insurance asks" })).Refused("forbidden"));
        Assert.True(
            (await other.Manager.Post(path, new { fields = new[] { "IdNumber" }, reason = "insurance asks" })).Refused("not-found")
        );
        var unproven = service.ProvenBefore(TimeSpan.FromMinutes(6), site.Manager.Id, (site.Branch, ["clients.unmask"]));
        Assert.True((await unproven.Post(path, new { fields = new[] { "IdNumber" }, reason = "insurance asks" })).Refused("proof-needed"));
        foreach (
            var body in new object[]
            {
                new { fields = new[] { "IdNumber" } },
                new { fields = Array.Empty<string>(), reason = "insurance asks" },
                new { fields = new[] { "Name" }, reason = "insurance asks" },
                new { fields = new[] { "IdNumber" }, reason = "x" },
            }
        )
            Assert.Equal(HttpStatusCode.BadRequest, (await site.Manager.Post(path, body)).Status);
        Assert.Equal(0, await service.Database.Count($"unmasking WHERE client_id = '{client}'"));

        var shown = (await site.Manager.Post(path, new { fields = new[] { "IdNumber", "Address" }, reason = "insurance asks" })).Ok();

        Assert.Equal(
            (TestSite.Card, "12 Garden Road", null),
            (shown["idNumber"].GetString(), shown["address"].GetString(), shown["phone"].GetString())
        );
        Assert.Equal(
            ["insurance asks"],
            await service.Database.Sql<string>(
                $"SELECT reason FROM unmasking WHERE client_id = '{client}' AND shown_to = '{site.Manager.Id}' "
                    + "AND fields = ARRAY['Address', 'IdNumber']"
            )
        );
        Assert.Equal(
            1,
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record_id = '{client}' AND actor = 'person:{site.Manager.Id}' "
                    + "AND 'IdNumber' = ANY (fields)"
            )
        );
    }

    [Fact]
    [Rule("R-322")]
    public async Task A_returning_client_is_found_by_card_phone_its_last_digits_identity_number_or_the_name_in_any_script()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var client = Guid.CreateVersion7();
        var card = (
            await site.Desk.Post("/clients", site.FrontPage(client, name: "張小偉", phone: "13911112222", idNumber: TestSite.TaiwanCard))
        )
            .Ok()["visitCardNumber"]
            .GetString();
        await site.NewClient("Zhao Wei");

        var keys = new object[]
        {
            new { branchId = site.Branch, visitCardNumber = card },
            new { branchId = site.Branch, phone = "+8613911112222" },
            new { branchId = site.Branch, phone = "１３９-1111 2222" },
            new { branchId = site.Branch, phoneTail = "2222" },
            new { branchId = site.Branch, phoneTail = "２２２２" },
            new { branchId = site.Branch, idNumber = TestSite.TaiwanCard },
            new { branchId = site.Branch, name = "張" },
            new { branchId = site.Branch, name = "張小" },
            new { branchId = site.Branch, name = "张小伟" },
            new { branchId = site.Branch, name = "zhang xi" },
            new { branchId = site.Branch, name = "ZHANGXIAOWEI" },
        };
        foreach (var key in keys)
            Assert.Equal(
                client,
                Assert.Single((await site.Desk.Post("/clients/search", key)).Ok().Body.EnumerateArray()).GetProperty("id").GetGuid()
            );
        Assert.Equal(keys.Length, await service.Database.Count($"audit WHERE kind = 'read' AND record_id = '{client}'"));

        Assert.True((await site.Desk.Post("/clients/search", new { branchId = site.Branch })).Refused("search-needs-one-key"));
        Assert.True(
            (
                await site.Desk.Post(
                    "/clients/search",
                    new
                    {
                        branchId = site.Branch,
                        phoneTail = "2222",
                        name = "zhang",
                    }
                )
            ).Refused("search-needs-one-key")
        );
        Assert.True((await site.Desk.Post("/clients/search", new { branchId = site.Branch, name = "%_" })).Refused("search-too-short"));
        foreach (
            var bad in new object[]
            {
                new { branchId = site.Branch, name = "\uFFFE" },
                new { branchId = site.Branch, phoneTail = "222" },
                new { branchId = site.Branch, idNumber = "A123456788" },
            }
        )
            Assert.True((await site.Desk.Post("/clients/search", bad)).Refused("bad-request"));
        Assert.True((await other.Desk.Post("/clients/search", new { branchId = site.Branch, phoneTail = "2222" })).Refused("not-found"));
        Assert.Equal(
            0,
            (await other.Desk.Post("/clients/search", new { branchId = other.Branch, phoneTail = "2222" })).Ok().Body.GetArrayLength()
        );
    }

    [Fact]
    public async Task A_correction_finds_the_client_by_the_new_phone_and_no_longer_by_the_old_one()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client))).Ok();
        (
            await site.Desk.Put(
                $"/clients/{client}",
                new
                {
                    name = "Zhang Wei",
                    sex = "Female",
                    birthDate = "1988-05-17",
                    phone = "13700137009",
                    occupation = "teacher",
                    address = "12 Garden Road",
                    mobilityImpaired = false,
                },
                (await site.Desk.Get($"/clients/{client}")).ETag
            )
        ).Ok();

        Assert.Equal(
            1,
            (await site.Desk.Post("/clients/search", new { branchId = site.Branch, phoneTail = "7009" })).Ok().Body.GetArrayLength()
        );
        Assert.Equal(
            0,
            (await site.Desk.Post("/clients/search", new { branchId = site.Branch, phone = "13800138000" })).Ok().Body.GetArrayLength()
        );
    }
}
