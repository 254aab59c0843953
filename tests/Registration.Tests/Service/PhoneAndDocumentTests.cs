namespace Clinic.Registration.Tests.Service;

[Collection(SharedService.Name)]
public sealed class PhoneAndDocumentTests(RegistrationService service)
{
    [Theory]
    [InlineData("010-6552 9988", "+861065529988", "010 6552 9988")]
    [InlineData("+853 6612 3456", "+85366123456", "+853 6612 3456")]
    [InlineData("＋３５１ 912 345 678", "+351912345678", "+351 912 345 678")]
    [Rule("R-103")]
    public async Task A_client_with_a_fixed_or_a_foreign_number_is_registered_and_found_by_it(string typed, string kept, string shown)
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();

        (await site.Desk.Post("/clients", site.FrontPage(client, phone: typed))).Ok();

        var contact = (await site.Manager.Get($"/clients/{client}/contact?purpose=Visit")).Ok();
        Assert.Equal((kept, shown), (contact["phone"].GetString(), contact["phoneAsDialled"].GetString()));
        foreach (var key in new object[] { new { branchId = site.Branch, phone = shown }, new { branchId = site.Branch, phone = kept } })
            Assert.Equal(1, (await site.Desk.Post("/clients/search", key)).Ok().Body.GetArrayLength());
    }

    [Fact]
    [Rule("R-103")]
    public async Task A_client_without_a_phone_is_registered_with_the_reason_and_is_like_nobody_else_without_one()
    {
        var site = await service.OpenSite(doctors: 0);
        var (child, other) = (Page(site, "張小偉"), Page(site, "李娜"));
        (child["noPhone"], other["noPhone"]) = ("Child", "HasNone");

        (await site.Desk.Post("/clients", child)).Ok();
        (await site.Desk.Post("/clients", child)).Ok();
        (await site.Desk.Post("/clients", other)).Ok();

        var read = (await site.Desk.Get($"/clients/{child["id"]}")).Ok();
        Assert.Equal(("", "Child"), (read["phone"].GetString(), read["noPhone"].GetString()));
        var neither = Page(site, "王芳");
        Assert.Contains(
            "noPhone",
            (await site.Desk.Post("/clients", neither))["errors"].GetProperty("phone")[0].GetString(),
            StringComparison.Ordinal
        );
        (neither["phone"], neither["noPhone"]) = ("13800138000", "Declined");
        Assert.True((await site.Desk.Post("/clients", neither)).Refused("bad-request"));
    }

    [Theory]
    [InlineData("Female", "1988-05-18", "birthDate"), InlineData("Male", "1988-05-17", "sex")]
    [Rule("R-320")]
    public async Task A_document_that_says_otherwise_than_the_page_is_corrected_or_confirmed_with_a_reason(
        string sex,
        string born,
        string member
    )
    {
        var site = await service.OpenSite(doctors: 0);
        var page = Page(site, "張偉");
        (page["phone"], page["idNumber"]) = ("13911112222", TestSite.Card.ToLowerInvariant());
        (page["sex"], page["birthDate"]) = (sex, born);

        var refused = await site.Desk.Post("/clients", page);
        Assert.True(refused.Refused("document-contradicts-page"));
        Assert.Equal(member, Assert.Single(refused["errors"].EnumerateObject()).Name);
        page["mismatchReason"] = "as on both papers";
        (await site.Desk.Post("/clients", page)).Ok();
        (await site.Desk.Post("/clients", page)).Ok();

        Assert.Equal(1, await service.Database.Count($"client WHERE id = '{page["id"]}' AND sealed_mismatch_reason IS NOT NULL"));
        // The desk corrects the page, and the reason goes with what it was for.
        (page["sex"], page["birthDate"], page["mismatchReason"]) = ("Female", "1988-05-17", null);
        var etag = (await site.Desk.Get($"/clients/{page["id"]}")).ETag;
        (await site.Desk.Put($"/clients/{page["id"]}", page.Where(pair => pair.Key is not ("id" or "branchId")).ToDictionary(), etag)).Ok();
        Assert.Equal(0, await service.Database.Count($"client WHERE id = '{page["id"]}' AND sealed_mismatch_reason IS NOT NULL"));
    }

    [Fact]
    [Rule("R-320")]
    public async Task A_passport_names_its_country_and_two_of_one_number_are_two_people()
    {
        var site = await service.OpenSite(doctors: 0);
        var (first, second, third) = (Passport("PT", "Li Na"), Passport("FR", "Wang Fang"), Passport("pt", "Zhao Min"));

        (await site.Desk.Post("/clients", first)).Ok();
        (await site.Desk.Post("/clients", second)).Ok();
        Assert.True((await site.Desk.Post("/clients", third)).Refused("client-has-chart"));

        var key = new
        {
            branchId = site.Branch,
            idNumber = "ab 123456",
            idKind = "Passport",
            idIssuedBy = "FR",
        };
        var found = Assert.Single((await site.Desk.Post("/clients/search", key)).Ok().Body.EnumerateArray());
        Assert.Equal($"{second["id"]}", found.GetProperty("id").GetString());
        Assert.Equal(("Passport", "FR"), (found.GetProperty("idKind").GetString(), found.GetProperty("idIssuedBy").GetString()));

        Dictionary<string, object?> Passport(string country, string name)
        {
            var page = Page(site, name);
            (page["idNumber"], page["idKind"], page["idIssuedBy"]) = ("AB123456", "Passport", country);
            page["noPhone"] = "Declined";
            return page;
        }
    }

    [Fact]
    [Rule("R-103", "R-320")]
    public async Task A_front_page_that_is_being_completed_is_held_to_the_same()
    {
        var site = await service.OpenSite(doctors: 0);
        var client = Guid.CreateVersion7();
        Dictionary<string, object?> page = new()
        {
            ["name"] = "張偉",
            ["sex"] = "Male",
            ["birthDate"] = "1988-05-17",
            ["noPhone"] = "Emergency",
            ["idNumber"] = TestSite.Card,
        };
        Task<Answer> Start() =>
            site.Desk.Post(
                "/front-pages",
                new
                {
                    id = client,
                    branchId = site.Branch,
                    page,
                }
            );

        Assert.True((await Start()).Refused("document-contradicts-page"));
        page["mismatchReason"] = "as on both papers";
        var started = (await Start()).Ok();

        Assert.Equal(["Occupation", "Address"], started["missing"].EnumerateArray().Select(field => field.GetString()));
        Assert.Equal("MainlandCard", (await site.Desk.Get($"/front-pages/{client}")).Ok()["page"].GetProperty("idKind").GetString());
    }

    [Fact]
    [Rule("R-322")]
    public async Task A_surname_is_found_by_its_own_reading_and_by_the_usual_one_and_one_character_is_a_question()
    {
        var site = await service.OpenSite(doctors: 0);
        foreach (var name in new[] { "曾小明", "單田芳", "吕布", "李" })
            await site.NewClient(name);

        foreach (var name in new[] { "zeng", "ceng xiao", "shan", "dan", "lv", "lu bu", "lyu", "单", "李", "呂" })
            Assert.Equal(1, (await site.Desk.Post("/clients/search", new { branchId = site.Branch, name })).Ok().Body.GetArrayLength());
        Assert.True((await site.Desk.Post("/clients/search", new { branchId = site.Branch, name = "z" })).Refused("search-too-short"));
    }

    static Dictionary<string, object?> Page(TestSite site, string name) =>
        new()
        {
            ["id"] = Guid.CreateVersion7(),
            ["branchId"] = site.Branch,
            ["name"] = name,
            ["sex"] = "Female",
            ["birthDate"] = "1988-05-17",
            ["occupation"] = "teacher",
            ["address"] = "12 Garden Road",
        };
}
