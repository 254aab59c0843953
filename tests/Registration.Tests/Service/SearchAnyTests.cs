namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class SearchAnyTests(RegistrationService service)
{
    [Fact]
    [Rule("R-322")]
    public async Task One_box_finds_a_client_by_whatever_the_text_can_be_masked_and_audited()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        (await site.Desk.Post("/clients", site.FrontPage(client, "張偉", TestSite.Card))).Ok();
        await site.NewClient("Li Na");
        var page = (await site.Desk.Get($"/clients/{client}")).Ok();
        var texts = new[]
        {
            "8000",
            "138 0013 8000",
            "+8613800138000",
            TestSite.Card,
            page["chartNumber"].GetString()!,
            page["visitCardNumber"].GetString()!,
            "張偉",
            "张",
            "伟",
            "zhangwei",
            "Zhang W",
            "wei",
        };

        foreach (var text in texts)
        {
            var found = Assert.Single((await Search(site.Desk, site, text)).Ok().Body.EnumerateArray());
            Assert.True(client == found.GetProperty("id").GetGuid(), text);
            Assert.Equal("**********8000", found.GetProperty("phone").GetString());
        }

        Assert.Equal(
            texts.Length + 1,
            await service.Database.Count(
                $"audit WHERE kind = 'read' AND record_id = '{client}' AND actor = 'person:{site.Desk.Id}' AND record = 'Client'"
            )
        );
    }

    [Fact]
    public async Task A_replaced_card_and_a_permit_find_their_client_in_the_one_box()
    {
        var site = await service.OpenSite(doctors: 0);
        var (client, traveller) = (await site.NewClient("Li Na"), Guid.CreateVersion7());
        var old = (await site.Desk.Get($"/clients/{client}")).Ok()["visitCardNumber"].GetString()!;
        (await site.Desk.Post($"/clients/{client}/visit-cards", new { id = Guid.CreateVersion7(), reason = "Lost" })).Ok();
        var replaced = (await site.Desk.Get($"/clients/{client}")).Ok()["visitCardNumber"].GetString()!;
        (
            await site.Desk.Post(
                "/clients",
                new
                {
                    id = traveller,
                    branchId = site.Branch,
                    name = "Chan Tai Man",
                    sex = "Male",
                    birthDate = "1970-01-02",
                    phone = "+85223456789",
                    occupation = "driver",
                    address = "1 Harbour Road",
                    idNumber = "H12345678",
                    idKind = "HongKongMacaoPermit",
                    mobilityImpaired = false,
                }
            )
        ).Ok();

        Assert.NotEqual(old, replaced);
        Assert.Equal([client], (await Search(site.Desk, site, old)).Ok().Body.EnumerateArray().Ids());
        Assert.Equal([client], (await Search(site.Desk, site, $" {replaced.ToLowerInvariant()}")).Ok().Body.EnumerateArray().Ids());
        Assert.Equal([traveller], (await Search(site.Desk, site, "h12345678")).Ok().Body.EnumerateArray().Ids());
        Assert.Equal([traveller], (await Search(site.Desk, site, "tai man")).Ok().Body.EnumerateArray().Ids());
    }

    [Theory]
    [InlineData("7", "search-too-short")]
    [InlineData("123", "search-too-short")]
    [InlineData("a", "search-too-short")]
    [InlineData(" ", "bad-request")]
    [InlineData("%_%", "search-too-short")]
    [InlineData("a\nb", "bad-request")]
    public async Task What_says_hardly_anything_is_not_looked_for(string text, string code)
    {
        var site = await service.OpenSite(doctors: 0);

        var answer = await Search(site.Desk, site, text);

        Assert.True(answer.Refused(code), answer.Text);
        Assert.True(answer["errors"].TryGetProperty("any", out _), answer.Text);
    }

    [Fact]
    public async Task One_box_is_one_question_within_the_own_branch()
    {
        var (site, other) = (await service.OpenSite(doctors: 0), await service.OpenSite(doctors: 0));
        await site.NewClient("Wang Fang");

        Assert.True((await Search(other.Desk, site, "Wang")).Refused("not-found"));
        Assert.Empty((await Search(other.Desk, other, "Wang")).Ok().Body.EnumerateArray());
        Assert.True(
            (
                await site.Desk.Post(
                    "/clients/search",
                    new
                    {
                        branchId = site.Branch,
                        any = "Wang",
                        name = "Wang",
                    }
                )
            ).Refused("search-needs-one-key")
        );
    }

    static Task<Answer> Search(Person by, TestSite site, string any) => by.Post("/clients/search", new { branchId = site.Branch, any });
}
