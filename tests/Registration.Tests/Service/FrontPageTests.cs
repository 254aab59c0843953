using System.Net;

namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class FrontPageTests(RegistrationService service)
{
    [Fact]
    [Rule("R-320", "R-103")]
    public async Task The_client_fills_in_a_part_the_desk_asks_for_the_rest_and_it_becomes_a_chart_with_a_card_once()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();

        var started = (await Start(site, client, new { name = "張偉", phone = "13911112222" })).Ok();
        Assert.Equal(["Sex", "BirthDate", "Occupation", "Address", "IdCard"], Missing(started));
        Assert.Equal(started.Text, (await Start(site, client, new { name = "張偉", phone = "13911112222" })).Ok().Text);
        Assert.True((await Start(site, client, new { name = "李娜" })).Refused("id-taken"));
        Assert.True((await site.Desk.Post($"/front-pages/{client}/chart")).Refused("front-page-incomplete"));
        Assert.Equal(
            client,
            Assert
                .Single((await site.Desk.Get($"/front-pages?branch={site.Branch}")).Ok().Body.EnumerateArray())
                .GetProperty("id")
                .GetGuid()
        );

        Assert.True(
            (await site.Desk.Put($"/front-pages/{client}", new { page = Whole(idNumber: "A123456789") })).Refused("if-match-required")
        );
        Assert.Empty(
            Missing((await site.Desk.Put($"/front-pages/{client}", new { page = Whole(idNumber: "A123456789") }, started.ETag)).Ok())
        );
        Assert.True(
            (
                await site.Desk.Put($"/front-pages/{client}", new { page = Whole(idNumber: null, noIdCard: "Forgotten") }, started.ETag)
            ).Refused("stale")
        );
        Assert.Equal("A123456789", (await site.Desk.Get($"/front-pages/{client}")).Ok()["page"].GetProperty("idNumber").GetString());

        var chart = (await site.Desk.Post($"/front-pages/{client}/chart")).Ok();
        Assert.Equal(chart.Text, (await site.Desk.Post($"/front-pages/{client}/chart")).Ok().Text);
        Assert.Equal("V00000001", chart["visitCardNumber"].GetString());
        Assert.Equal(
            ("張偉", "******6789"),
            (
                (await site.Desk.Get($"/clients/{client}")).Ok()["name"].GetString(),
                (await site.Desk.Get($"/clients/{client}")).Ok()["idNumber"].GetString()
            )
        );
        Assert.Equal(
            0,
            await service.Database.Count($"started_page WHERE id = '{client}' AND (sealed_content IS NOT NULL OR data_key IS NOT NULL)")
        );
        Assert.Equal(0, (await site.Desk.Get($"/front-pages?branch={site.Branch}")).Ok().Body.GetArrayLength());
        Assert.True((await site.Desk.Put($"/front-pages/{client}", new { page = Whole(idNumber: null) })).Refused("front-page-ended"));
    }

    [Fact]
    [Rule("R-320")]
    public async Task Without_an_identity_card_there_is_a_reason_and_never_both()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();

        Assert.True((await Start(site, client, Whole(idNumber: "A123456789", noIdCard: "Child"))).Refused("card-shown-or-not"));
        Assert.Equal(["IdCard"], Missing((await Start(site, client, Whole(idNumber: null))).Ok()));
        Assert.True((await site.Desk.Post($"/front-pages/{client}/chart")).Refused("front-page-incomplete"));
        (
            await site.Desk.Put(
                $"/front-pages/{client}",
                new { page = Whole(idNumber: null, noIdCard: "Child") },
                (await site.Desk.Get($"/front-pages/{client}")).ETag
            )
        ).Ok();
        (await site.Desk.Post($"/front-pages/{client}/chart")).Ok();

        Assert.Equal(["Child"], await service.Database.Sql<string>($"SELECT no_id_card FROM client WHERE id = '{client}'"));
    }

    [Fact]
    public async Task A_front_page_of_somebody_who_may_be_known_stays_readable_until_the_desk_decides_and_is_put_away_unreadable()
    {
        var site = await service.OpenSite(doctors: 0);
        var (known, client) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await site.Desk.Post("/clients", site.FrontPage(known, name: "張偉", phone: "13911112222"))).Ok();
        (await Start(site, client, Whole(idNumber: null, noIdCard: "Forgotten"))).Ok();

        Assert.True((await site.Desk.Post($"/front-pages/{client}/chart")).Refused("client-may-be-known"));
        Assert.Equal("3 Lake Street", (await site.Desk.Get($"/front-pages/{client}")).Ok()["page"].GetProperty("address").GetString());

        (await site.Desk.Post($"/front-pages/{client}/putting-away", new { reason = "has a chart" })).Ok();
        (await site.Desk.Post($"/front-pages/{client}/putting-away", new { reason = "has a chart" })).Ok();
        Assert.True(
            (await site.Desk.Post($"/front-pages/{client}/putting-away", new { reason = "went again" })).Refused("front-page-ended")
        );
        Assert.True((await site.Desk.Post($"/front-pages/{client}/chart")).Refused("front-page-ended"));
        Assert.Equal(JsonNull, (await site.Desk.Get($"/front-pages/{client}")).Ok()["page"].GetProperty("address").ValueKind);
        Assert.Equal(0, await service.Database.Count($"client WHERE id = '{client}'"));
    }

    [Fact]
    public async Task What_makes_no_front_page_is_a_bad_request_and_other_branches_see_none()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        var client = Guid.CreateVersion7();

        foreach (
            var page in new object[]
            {
                new { name = " " },
                new { phone = "12345" },
                new { birthDate = "2999-01-01" },
                new { idNumber = "A123456788" },
                new { sex = 1 },
                new { surprise = 1 },
            }
        )
            Assert.Equal(HttpStatusCode.BadRequest, (await Start(site, client, page)).Status);
        Assert.Equal(0, await service.Database.Count($"started_page WHERE branch_id = '{site.Branch}'"));
        (await Start(site, client, new { name = "張偉" })).Ok();

        Assert.True((await other.Desk.Get($"/front-pages/{client}")).Refused("not-found"));
        Assert.True((await other.Desk.Post($"/front-pages/{client}/chart")).Refused("not-found"));
        Assert.True((await other.Desk.Get($"/front-pages?branch={site.Branch}")).Refused("not-found"));
        Assert.True((await site.Guide.Get($"/front-pages/{client}")).Refused("forbidden"));
    }

    const System.Text.Json.JsonValueKind JsonNull = System.Text.Json.JsonValueKind.Null;

    static Task<Answer> Start(TestSite site, Guid client, object page) =>
        site.Desk.Post(
            "/front-pages",
            new
            {
                id = client,
                branchId = site.Branch,
                page,
            }
        );

    static object Whole(string? idNumber, string? noIdCard = null) =>
        new
        {
            name = "張偉",
            sex = "Male",
            birthDate = "1988-05-17",
            phone = "13911112222",
            occupation = "clerk",
            address = "3 Lake Street",
            idNumber,
            noIdCard,
            mobilityImpaired = false,
        };

    static string[] Missing(Answer answer) => [.. answer["missing"].EnumerateArray().Select(field => field.GetString()!)];
}
